// Every credential that there is, used where it belongs and where it does not: none of them is anywhere to be read.
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "server/control/text_encodings.h"
#include "server/domain/base64.h"
#include "server/domain/token_format.h"
#include "server/program_fixture.h"

namespace grafake::server {
namespace {

using json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class CanaryTest : public ProgramTest {
 protected:
  std::string Send(const std::string& method, const std::string& target, const std::string& headers,
                   const std::string& body = "") const {
    return Ask(port, method + " " + target + " HTTP/1.0\r\nHost: localhost\r\n" + headers +
                         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  static std::string BodyOf(const std::string& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }
  static std::string Basic(const std::string& credential) {
    return "Authorization: Basic " + EncodeBase64(credential) + "\r\n";
  }
  static std::string Bearer(const std::string& token) { return "Authorization: Bearer " + token + "\r\n"; }
  [[nodiscard]] std::string AsAdmin() const { return Basic("admin:" + admin_password); }

  [[nodiscard]] std::string Control(const std::string& path) const {
    return BodyOf(Send("GET", "/_grafake" + path, Bearer(control_token)));
  }

  void Begin() {
    std::ofstream(directory / "seed.json") << json({{"users", {{{"login", "ada"}, {"password", ada_password}}}},
                                                    {"service_accounts",
                                                     {{{"name", "robot"},
                                                       {"tokens",
                                                        {{{"name", "known"}, {"key", known}},
                                                         {{"name", "old"}, {"key", expired}, {"expires", "-1s"}},
                                                         {{"name", "gone"}, {"key", deleted}}}}}}}});
    port = Listen({"--seed", "seed.json", "--seed-out", "seeded.json", "cfg:server.router_logging=true",
                   "cfg:auth.jwt.header_name=X-Anything"},
                  {{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"},
                   {"GF_SECURITY_ADMIN_PASSWORD", admin_password},
                   {"GF_GRAFAKE_CONTROL_TOKEN", control_token}});
  }

  // Wherever a request may hold something.
  void SendEverywhere(const std::string& word) const {
    Send("GET", "/api/org?x=" + word, "");
    Send("GET", "/api/" + word, "");
    Send("GET", "/api/teams/" + word + "/members?y=%7B%22a%22%3A%22" + word + "%22%7D",
         "Referer: http://h/?t=" + word + "\r\n");
    Send("GET", "/api/org", "User-Agent: agent " + word + "\r\nX-Any: " + word + "\r\n");
    Send("GET", "/api/org", "X-Grafake-Fault: " + word + "\r\n");
    Send("GET", "/api/org", Bearer(word));
    Send("GET", "/api/org", Basic("admin:" + word));
    Send("GET", "/api/org", "Cookie: grafana_session=" + word + "\r\n");
    Send("POST", "/api/teams", AsAdmin() + "Content-Type: application/json\r\n",
         R"({"name": "", "note": ")" + word + "\"}");
    Send("GET", "/_grafake/clock?x=" + word, "");
    Send("GET", "/_grafake/" + word, Bearer(control_token));
  }

  // As each is shown, and once more in the same request.
  void ShowPasswords() const {
    const std::string wrong = "canary-wrong-44";
    for (const std::string& password : {admin_password, ada_password, wrong}) {
      const std::string login = password == admin_password ? "admin" : "ada";
      Send("GET", "/api/org?note=" + password, Basic(login + ":" + password));
      Send("POST", "/login?note=" + password, "Content-Type: application/json\r\n",
           json({{"user", login}, {"password", password}, {"note", password}}).dump());
      Send("POST", "/login", "Content-Type: application/x-www-form-urlencoded\r\nX-Note: " + password + "\r\n",
           "user=" + login + "&password=" + password);
      Send("GET", "/login?user=" + login + "&password=" + password, "X-Note: " + password + "\r\n");
    }
  }

  std::string TakeSession() const {
    const std::string answer = Send("POST", "/login", "Content-Type: application/json\r\n",
                                    json({{"user", "ada"}, {"password", ada_password}}).dump());
    const std::string name = "grafana_session=";
    const auto begin = answer.find(name) + name.size();
    const std::string session = answer.substr(begin, answer.find(';', begin) - begin);
    Send("GET", "/api/user?sid=" + session, "Cookie: " + name + session + "\r\nX-Note: " + session + "\r\n");
    return session;
  }

  // As it is sent where it belongs, and to where it does not.
  std::string ShowJwt() const {
    const std::string jwt = "ewogImFsZyI6Im5vbmUifQ.e30.c2ln";
    Send("GET", "/api/org?note=" + jwt, "X-Anything: " + jwt + "\r\nX-Note: " + jwt + "\r\n");
    Send("GET", "/api/missing/" + jwt, "x-anything: Bearer " + jwt + "\r\nReferer: http://h/" + jwt + "\r\n");
    Send("GET", "/api/org?auth_token=" + jwt + "&note=" + jwt, "");
    return jwt;
  }

  // The code of a new invitation, which is shown to whoever may invite, and by whoever was.
  std::string ShowInvitation() const {
    const std::string type = "Content-Type: application/json\r\n";
    Send("POST", "/api/org/invites", AsAdmin() + type,
         R"({"loginOrEmail": "eve@example.org", "role": "Viewer", "sendEmail": false})");
    const auto invites = json::parse(BodyOf(Send("GET", "/api/org/invites", AsAdmin())), nullptr, false);
    if (!invites.is_array() || invites.empty()) return "no invitation";
    const std::string code = invites[0]["code"];
    Send("GET", "/api/user/invite/" + code, "");
    for (const char* path : {"/api/user/signup/step2", "/api/user/password/reset"})
      Send("POST", path, type, json({{"code", code}, {"email", "eve@example.org"}}).dump());
    Send("POST", "/api/user/invite/complete", type, json({{"inviteCode", code}}).dump());
    Send("PATCH", "/api/org/invites/" + code + "/revoke", AsAdmin());
    return code;
  }

  std::string MakeToken() const {
    const std::string made = BodyOf(Send("POST", "/api/serviceaccounts/3/tokens",
                                         AsAdmin() + "Content-Type: application/json\r\n", R"({"name": "made"})"));
    return json::parse(made, nullptr, false).value("key", "no token: " + made);
  }

  std::uint16_t port = 0;
  const std::string admin_password = "canary-admin-11";
  const std::string ada_password = "canary-ada-2222";
  const std::string control_token = "canary-control-3";
  const std::string known = NewPrefixedToken();
  const std::string expired = NewPrefixedToken();
  const std::string deleted = NewPrefixedToken();
  const std::string unknown = NewPrefixedToken();
};

TEST_F(CanaryTest, NoSecretIsToldToAnybody) {
  Begin();
  EXPECT_THAT(Send("DELETE", "/api/serviceaccounts/3/tokens/3", AsAdmin()), HasSubstr("200 OK"));
  std::vector<std::string> canaries = {known, expired, deleted, unknown, MakeToken()};
  for (const std::string& token : canaries) SendEverywhere(token);
  ShowPasswords();
  for (const std::string& shown : {TakeSession(), ShowJwt(), ShowInvitation()}) canaries.push_back(shown);
  SendEverywhere(control_token);
  std::string encoded = control_token;
  encoded.replace(0, 1, "%63");
  Send("GET", "/api/" + encoded + "?x=" + encoded, "Referer: http://h/" + encoded + "\r\n");
  for (const std::string& password : {admin_password, ada_password, control_token}) {
    canaries.push_back(password);
    canaries.push_back(EncodeBase64("admin:" + password));
    canaries.push_back(EncodeBase64("ada:" + password));
  }
  canaries.emplace_back("canary");

  std::vector<std::pair<std::string, std::string>> told;
  for (const char* path : {"/requests?limit=1000", "/requests.har", "/secrets", "/", "/page.js", "/page.css", "/state",
                           "/coverage", "/coverage.md", "/faults", "/worlds", "/snapshots", "/clock", "/openapi.json"})
    told.emplace_back(path, Control(path));
  kill(running.back(), SIGTERM);
  End(running.back());
  told.emplace_back("the log", Out());
  told.emplace_back("standard error", Err());
  EXPECT_THAT(told[0].second, HasSubstr("\\u003ctoken known of robot\\u003e"));
  EXPECT_THAT(told[2].second, HasSubstr("\\u003ctoken known of robot\\u003e"));
  EXPECT_THAT(Out(), HasSubstr("path=/api/teams/"));
  for (const auto& [where, text] : told) {
    EXPECT_FALSE(text.empty() && where != "standard error") << where;
    const std::string decoded = FullyDecoded(text);
    for (const std::string& canary : canaries) {
      EXPECT_THAT(text, Not(HasSubstr(canary))) << where;
      EXPECT_THAT(decoded, Not(HasSubstr(canary))) << where << ", encoded";
    }
  }
}

// What is made for whoever asks is in his file alone, which nobody else may read.
TEST_F(CanaryTest, WhatASeedHasMadeIsItsOwnersAlone) {
  Begin();
  const std::string made = FileContent(directory / "seeded.json");
  EXPECT_THAT(made, HasSubstr(known));
  EXPECT_THAT(made, Not(HasSubstr(admin_password)));
  EXPECT_THAT(made, Not(HasSubstr(control_token)));
  struct stat about {};
  ASSERT_EQ(stat((directory / "seeded.json").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

}  // namespace
}  // namespace grafake::server
