#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/domain/sessions.h"
#include "server/http/message.h"

namespace grafake::server {

struct CookieSettings {
  std::string name = "grafana_session";                       // [auth] login_cookie_name
  std::string path = "/";                                     // the sub-path of root_url
  std::chrono::seconds max_age = SessionSettings().lifetime;  // [auth] login_maximum_lifetime_duration
  bool secure = false;                                        // [security] cookie_secure
  std::string same_site = "lax";                              // [security] cookie_samesite: lax, strict, none, disabled
  bool tells_rotation = false;  // a second cookie, for the browser's code, says when the session's is to be replaced
};

// Writes and reads the cookies that Grafana has: the session's and the one that remembers where a visitor wanted to go.
// Immutable.
class Cookies {
 public:
  explicit Cookies(CookieSettings settings) : settings_(std::move(settings)) {}

  // `rotation`: when the browser is to get another token, in seconds since 1970.
  void PutSession(Response& response, std::string_view token, std::int64_t rotation) const;
  void EndSession(Response& response) const;
  // Of the session's cookie alone.
  [[nodiscard]] AnswerHeader EndOfSession() const;
  // The token; nothing without the cookie, or when it is empty.
  [[nodiscard]] std::optional<std::string> SessionIn(const Request& request) const;

  // Any such cookie, worthless ones too.
  [[nodiscard]] bool HasSessionCookie(const Request& request) const;

  // `target` is a path with its query.
  [[nodiscard]] AnswerHeader RedirectTo(std::string_view target) const;
  [[nodiscard]] AnswerHeader EndOfRedirectTo() const;
  [[nodiscard]] std::optional<std::string> RedirectToIn(const Request& request) const;

 private:
  // Whether the browser's code may read a cookie.
  enum class Readable { kNo, kYes };
  // The attributes behind the value; no age: until the browser ends.
  [[nodiscard]] std::string Attributes(std::optional<std::chrono::seconds> max_age,
                                       Readable readable = Readable::kNo) const;

  CookieSettings settings_;
};

}  // namespace grafake::server
