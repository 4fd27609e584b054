// --port 0: what the system chose is what everything says.
#include "server/program_fixture.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;

class AnyPort : public ProgramTest {};

TEST_F(AnyPort, IsNamedWhereverThePortIs) {
  const std::uint16_t port = Listen({});
  ASSERT_NE(port, 0);
  const std::string url = "http://localhost:" + std::to_string(port) + "/";
  EXPECT_THAT(Get(port, "/api/frontend/settings"), HasSubstr("\"appUrl\":\"" + url + "\""));
  EXPECT_THAT(Get(port, "/api/admin/settings"), HasSubstr("\"http_port\":\"" + std::to_string(port) + "\""));
  EXPECT_THAT(Post(port, "/api/orgs", R"({"name":"two"})"), HasSubstr("200 OK"));
  EXPECT_THAT(Get(port, "/x?orgId=2"), HasSubstr("Location: " + url + "x?orgId=2\r\n"));
}

TEST_F(AnyPort, ARootUrlOfOnesOwnStays) {
  const std::uint16_t port = Listen({}, {{"GF_SERVER_ROOT_URL", "https://sth.example.com/"}});
  EXPECT_THAT(Get(port, "/api/frontend/settings"), HasSubstr("\"appUrl\":\"https://sth.example.com/\""));
}

TEST_F(AnyPort, ThatIsConfiguredIsSaidAsConfigured) {
  Begin({"--ready-file", (directory / "url").string(), "cfg:server.http_port=0"});
  EXPECT_THAT(Get(AwaitReady(), "/api/frontend/settings"), HasSubstr("\"appUrl\":\"http://localhost:0/\""));
}

TEST_F(AnyPort, MeansNothingForASocketOfTheFileSystem) {
  Begin({"--port", "0", "--ready-file", (directory / "url").string()},
        {{"GF_SERVER_PROTOCOL", "socket"}, {"GF_SERVER_SOCKET", "here.sock"}});
  (void)AwaitReady();
  const std::string path = (directory / "here.sock").string();
  EXPECT_EQ(FileContent(directory / "url"), "http+unix://" + path + "\n");
  EXPECT_EQ(Err(), "grafake: [server] protocol is socket, so --port has no effect\n");
  EXPECT_THAT(Out(), HasSubstr("Try: curl --unix-socket here.sock -u admin:admin http://localhost/api/org "));
}

TEST_F(AnyPort, TooManyColonsAreAnAddressThatCannotBe) {
  EXPECT_EQ(Run({"cfg:server.http_port=1:2", "cfg:server.root_url=http://x/", "cfg:server.http_addr=127.0.0.1"}), 1);
  EXPECT_THAT(Err(),
              HasSubstr("*api.HTTPServer run error: failed to open listener on address 127.0.0.1:1:2: listen tcp: "
                        "address 127.0.0.1:1:2: too many colons in address\n"));
}

TEST_F(AnyPort, TheLogNamesTheAddressThatWasOpened) {
  const auto opened = [&](const std::string& address) {
    Listen({"cfg:server.http_addr=" + address});
    kill(running.back(), SIGTERM);
    End(running.back());
    const std::string out = Out();
    const auto begin = out.find(" address=", out.find("HTTP Server Listen")) + 9;
    return out.substr(begin, out.find(' ', begin) - begin);
  };
  EXPECT_THAT(opened("0.0.0.0"), testing::AnyOf(testing::StartsWith("[::]:"), testing::StartsWith("0.0.0.0:")));
  EXPECT_THAT(opened("localhost"), testing::AnyOf(testing::StartsWith("127.0.0.1:"), testing::StartsWith("[::1]:")));
}

TEST_F(AnyPort, AnAddressThatCannotBeIsSaidInGosWords) {
  const auto error = [&](const std::string& address) {
    EXPECT_EQ(Run({"cfg:server.http_port=4299", "cfg:server.http_addr=" + address}), 1);
    return Err();
  };
  EXPECT_THAT(error("a.b.invalid"),
              HasSubstr("failed to open listener on address a.b.invalid:4299: listen tcp: lookup a.b.invalid: "));
  EXPECT_THAT(error("::1:zz"), HasSubstr("on address [::1:zz]:4299: listen tcp: lookup ::1:zz: "));
  EXPECT_THAT(error("[::1]:80"), HasSubstr("on address [::1]:80]:4299: listen tcp: address [::1]:80]:4299: too many "
                                           "colons in address\n"));
}

TEST_F(AnyPort, FrontEndSettingsFollowTheSettings) {
  const std::uint16_t port =
      Listen({"cfg:plugins.plugin_admin_enabled=false", "cfg:plugins.plugin_admin_external_manage_enabled=true",
              "cfg:unified_alerting.enabled=false"});
  const std::string settings = Get(port, "/api/frontend/settings");
  for (const char* member : {"\"pluginAdminEnabled\":false", "\"pluginAdminExternalManageEnabled\":true",
                             "\"alertingEnabled\":true", "\"unifiedAlertingEnabled\":false"}) {
    EXPECT_THAT(settings, HasSubstr(member));
  }
  EXPECT_THAT(Get(port, "/api/access-control/user/permissions"), testing::Not(HasSubstr("\"alert.")));
}

}  // namespace
}  // namespace grafake::server
