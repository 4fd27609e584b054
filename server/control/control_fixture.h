// A fixture for tests of control over real sockets, in the program's own composition.
#pragma once

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>

#include "server/app.h"
#include "server/command_line.h"
#include "server/domain/base64.h"
#include "server/net/raw_client.h"
#include "server/world_settings.h"

namespace grafake::server {

struct Answered {
  int status = 0;
  std::string body;

  [[nodiscard]] nlohmann::json Json() const { return nlohmann::json::parse(body, nullptr, false); }
  [[nodiscard]] std::string Error() const { return Json().value("error", ""); }
};

// All of the answer of the server at that URL, on a connection of its own.
inline std::string WholeAnswer(const std::string& url, const std::string& method, const std::string& path,
                               const std::string& body = "", const std::string& headers = "") {
  RawClient client(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
  return client.Exchange(method + " " + path + " HTTP/1.0\r\nHost: localhost\r\n" + headers +
                         "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                         "\r\n\r\n" + body);
}

class ControlTest : public testing::Test {
 protected:
  static AppSettings Settings(const ControlSettings& control = {}) {
    AppSettings settings;
    settings.listen.port = 0;
    settings.instance.roles.service_accounts = true;
    settings.log.enabled = false;
    settings.control = control;
    settings.make_world = WorldSettingsLike(CommandLine(), {{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}});
    return settings;
  }

  static Answered Ask(const std::string& url, const std::string& method, const std::string& path,
                      const std::string& body = "", const std::string& headers = "") {
    const std::string answer = WholeAnswer(url, method, path, body, headers);
    return {std::stoi(answer.substr(9, 3)), answer.substr(answer.find("\r\n\r\n") + 4)};
  }
  Answered AskMain(const std::string& method, const std::string& path, const std::string& body = "") {
    return Ask(app.url(), method, path, body);
  }

  static Answered AsAdmin(const std::string& url, const std::string& method, const std::string& path,
                          const std::string& body = "") {
    return Ask(url, method, path, body, "Authorization: Basic " + EncodeBase64("admin:admin") + "\r\n");
  }
  static int StatusOfToken(const std::string& url, const std::string& token) {
    return Ask(url, "GET", "/api/org", "", "Authorization: Bearer " + token + "\r\n").status;
  }
  static std::string MakeToken(const std::string& url, int seconds) {
    EXPECT_EQ(AsAdmin(url, "POST", "/api/serviceaccounts", R"({"name":"bot"})").status, 201);
    const auto made = AsAdmin(url, "POST", "/api/serviceaccounts/2/tokens",
                              R"({"name":"t","secondsToLive":)" + std::to_string(seconds) + "}");
    return made.Json().value("key", "");
  }

  App app{Settings(), [](const std::string&) {}};
};

}  // namespace grafake::server
