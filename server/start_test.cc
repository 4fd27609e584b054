// What keeps Grafana from starting, against the program: its words, on its streams, before anything listens.
#include "server/program_fixture.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class StartTest : public ProgramTest {
 protected:
  // A port that is taken by somebody who does not listen.
  StartTest() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(deaf_, reinterpret_cast<const sockaddr*>(&address), size), 0);
    EXPECT_EQ(getsockname(deaf_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    deaf_address = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  }
  ~StartTest() override { close(deaf_); }

  int RunWith(const std::string& ini, const std::vector<std::string>& more = {},
              const std::map<std::string, std::string>& variables = {}) {
    WriteIni(ini);
    std::vector<std::string> words{"--homepath", directory.string(), "--config", (directory / "custom.ini").string()};
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"cfg:default.server.http_port=0"});
    return Run(words, variables);
  }

  static std::string Twice(const std::string& message) {
    return "Failed to start grafana. error: " + message + "\n" + message + "\n";
  }

  std::string deaf_address;

 private:
  const int deaf_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

TEST_F(StartTest, ADatabaseThatRefusesTheConnectionIsALogLine) {
  for (const char* type : {"postgres", "mysql"}) {
    EXPECT_EQ(RunWith("[database]\ntype = " + std::string(type) + "\nhost = " + deaf_address + "\n"), 1);
    EXPECT_THAT(Out(), HasSubstr("level=info msg=\"Starting Grafana\""));
    EXPECT_THAT(Out(), HasSubstr("level=error msg=\"alert migration failure: could not get migration log\" "
                                 "error=\"failed to check table existence: dial tcp " +
                                 deaf_address + ": connect: connection refused\"\n"));
    EXPECT_EQ(Err(), "");
  }
  EXPECT_EQ(RunWith("[database]\nurl = mysql://u:p@" + deaf_address + "/db\n"), 1);
  EXPECT_THAT(Out(), HasSubstr("connection refused"));
  EXPECT_EQ(RunWith("[database]\ntype = postgres\nhost = " + directory.string() + "\n"), 1);
  EXPECT_THAT(Out(),
              HasSubstr("dial unix " + directory.string() + "/.s.PGSQL.5432: connect: no such file or directory\"\n"));
}

TEST_F(StartTest, AToggleThatIsNoBooleanIsSaidInTheReleasesForm) {
  const std::string why = "strconv.ParseBool: parsing \"maybe\": invalid syntax";
  for (const auto& [release, words] :
       {std::pair{"9.3", Twice(why)}, {"10.1", "Error: ✗ " + why + "\n"}, {"11.5", "Error: ✗ " + why + "\n"}}) {
    EXPECT_EQ(RunWith("[feature_toggles]\nsomething = maybe\n", {"--release", release}), 1) << release;
    EXPECT_EQ(Err(), words) << release;
  }
}

TEST_F(StartTest, AMysqlThatListensIsNotServed) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ASSERT_EQ(listen(listener, 1), 0);
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ASSERT_EQ(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string host = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  EXPECT_EQ(RunWith("[database]\ntype = mysql\nhost = " + host + "\n"), 1);
  EXPECT_THAT(Err(), HasSubstr("grafake keeps its data in SQLite or PostgreSQL"));
  close(listener);
}

TEST_F(StartTest, ADatabaseThatIsNamedBadly) {
  for (const auto& [ini, message] : {
           std::pair{"url = postgres://u:p@127.0.0.1:x/db",
                     R"(parse "postgres://u:p@127.0.0.1:x/db": invalid port ":x" after host)"},
           std::pair{"url = ://h/db", R"(parse "://h/db": missing protocol scheme)"},
           std::pair{"url = h_x:1/db", R"(parse "h_x:1/db": first path segment in URL cannot contain colon)"},
           std::pair{"url = mysql://u:p%zz@h/db", R"(parse "mysql://u:p%zz@h/db": invalid URL escape "%zz")"},
           std::pair{"url = postgres://u:a%20b@h/db", R"(invalid option: "b")"},
           std::pair{"url = grafana", "unknown database type: "},
           std::pair{"type = postgres\nhost = a:b:c",
                     "Invalid host specifier 'a:b:c': net.SplitHostPort failed for 'a:b:c': address a:b:c: too many "
                     "colons in address"},
           std::pair{"type = postgres\npassword = a  b", R"(invalid option: "")"},
       }) {
    EXPECT_EQ(RunWith("[database]\n" + std::string(ini) + "\n"), 1);
    EXPECT_EQ(Err(), Twice("failed to connect to database: " + std::string(message)));
  }
}

TEST_F(StartTest, AHomePathThatIsNoDirectory) {
  std::ofstream(directory / "f") << "x";
  const std::string file = (directory / "f").string();
  EXPECT_EQ(Run({"--homepath", file}), 1);
  EXPECT_EQ(Out(), "Failed to parse defaults.ini, open " + file + "/conf/defaults.ini: not a directory\n");
  std::filesystem::create_directories(directory / "home/conf/defaults.ini");
  const std::string home = (directory / "home").string();
  EXPECT_EQ(Run({"--homepath", home + "/../home/"}), 1);
  EXPECT_EQ(Out(), "Failed to parse defaults.ini, BOM: read " + home + "/conf/defaults.ini: is a directory\n");
}

TEST_F(StartTest, CertificatesWithoutPemEndItWhenTheListenerOpens) {
  std::ofstream(directory / "c") << "x";
  std::ofstream(directory / "k") << "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n";
  for (const auto& [cert, key, reason] : {
           std::tuple{"c", "c", "tls: failed to find any PEM data in certificate input"},
           std::tuple{"k", "k",
                      "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM "
                      "inputs may have been switched"},
       }) {
    EXPECT_EQ(RunWith("[server]\nprotocol = https\ncert_file = " + (directory / cert).string() +
                      "\ncert_key = " + (directory / key).string() + "\n"),
              1);
    EXPECT_THAT(Out(), HasSubstr("logger=server t="));
    EXPECT_THAT(Out(), HasSubstr("msg=\"Stopped background service\" service=*api.HTTPServer reason=\"" +
                                 std::string(reason) + "\"\n"));
    EXPECT_EQ(Err(), "*api.HTTPServer run error: " + std::string(reason) + "\n");
  }
}

TEST_F(StartTest, ASyslogThatIsNotThereEndsItAndTheLogSaysNothing) {
  const std::string syslog = "[log]\nmode = console syslog\n[log.syslog]\n";
  EXPECT_EQ(RunWith(syslog + "network = tcp\naddress = " + deaf_address + "\n"), 1);
  EXPECT_EQ(Out(), "");
  EXPECT_THAT(Err(), HasSubstr("connection refused"));
  EXPECT_EQ(RunWith(syslog + "network = udp\naddress = " + deaf_address + "\nfacility = kern\n"), 1);
  EXPECT_EQ(Out(), "");
  EXPECT_THAT(Err(), HasSubstr("kern"));
}

TEST_F(StartTest, WithoutALogItsModesDoNotMatter) {
  WriteIni("[log]\nenabled = false\n");
  EXPECT_NE(Listen({"--config", (directory / "custom.ini").string(), "cfg:log.mode=nonsense"}), 0);
  EXPECT_THAT(Err(), Not(HasSubstr("failed to get config section")));
}

TEST_F(StartTest, AnErrorGoesWhereTheLogGoes) {
  EXPECT_EQ(RunWith("[log]\nmode = file\n[server]\nroot_url = \"http://a b/\"\n"), 1);
  EXPECT_THAT(Out(), IsEmpty());
  EXPECT_EQ(RunWith("[log.console]\nformat = json\n[server]\nroot_url = \"http://a b/\"\n"), 1);
  EXPECT_THAT(Out(), HasSubstr(R"("msg":"Invalid root_url.")"));
  // The custom file comes before all but the defaults and their arguments.
  EXPECT_EQ(RunWith("[log]\nmode = file\n[\n"), 1);
  EXPECT_THAT(Out(), HasSubstr("level=error msg=\"failed to parse"));
  EXPECT_EQ(RunWith("[\n", {"cfg:default.log.mode=file"}), 1);
  EXPECT_THAT(Out(), IsEmpty());
}

TEST_F(StartTest, ArgumentsAreLoggedAsTheyAreAndDefaultsMasked) {
  Listen({"cfg:users.login_hint=a,  b", "cfg:smtp.host=u:p@h:25", "cfg:default.smtp.password=hidden"});
  EXPECT_THAT(Out(), HasSubstr("arg=\"users.login_hint=a,  b\"\n"));
  EXPECT_THAT(Out(), HasSubstr("arg=\"smtp.host=u:p@h:25\"\n"));
  EXPECT_THAT(Out(), HasSubstr("arg=\"default.smtp.password=*********\"\n"));
  EXPECT_THAT(Out(), Not(HasSubstr("hidden")));
}

TEST_F(StartTest, WhatEachReleaseMasksIsNotLogged) {
  const std::map<std::string, std::string> variables = {{"GF_RENDERING_RENDERER_TOKEN", "shared"}};
  for (const auto& [release, shown] :
       {std::pair{"9.0", "shared"}, {"10.1", "shared"}, {"11.5", "*********"}, {"12.4", "*********"}}) {
    Listen({"--release", release}, variables);
    EXPECT_THAT(Out(), HasSubstr("var=\"GF_RENDERING_RENDERER_TOKEN=" + std::string(shown) + "\"\n")) << release;
    Listen({"--release", release, "cfg:default.security.admin_password="});
    const std::string nothing = std::string(release).starts_with("9") ? "*********" : "";
    EXPECT_THAT(Out(), HasSubstr("arg=\"default.security.admin_password=" + nothing + "\"\n")) << release;
  }
}

TEST_F(StartTest, DiagnosticsOutsideTheIniAreChecked) {
  const std::string port = "GF_DIAGNOSTICS_PROFILING_PORT";
  for (const char* text : {"x", "-1", "6060.", "99999999999999999999"}) {
    EXPECT_EQ(RunWith("", {}, {{port, text}}), 1);
    EXPECT_EQ(Err(), "failed to parse " + port + " environment variable to unsigned integer\n");
    EXPECT_EQ(Out(), "");
  }
  EXPECT_EQ(RunWith("", {}, {{"GF_DIAGNOSTICS_TRACING_ENABLED", "yes"}}), 1);
  EXPECT_EQ(Err(), "failed to parse GF_DIAGNOSTICS_TRACING_ENABLED environment variable as bool\n");
  EXPECT_EQ(Run({"-tracing", "-tracing-file", "/no/such/trace"}), 2);
  EXPECT_THAT(Err(), HasSubstr("panic: open /no/such/trace: no such file or directory"));
  EXPECT_NE(Listen({}, {{port, "0x17ac"}, {"GF_DIAGNOSTICS_PROFILING_ENABLED", ""}}), 0);
}

}  // namespace
}  // namespace grafake::server
