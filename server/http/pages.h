#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/cookies.h"
#include "server/http/message.h"
#include "server/http/url.h"
#include "server/releases/sign_in_rules.h"

namespace grafake::server {

// Answers to a browser: redirects and the pages that a server without front-end files has. Immutable.
class Pages {
 public:
  // `sub_url` is the path of root_url without a slash at its end, "/grafana"; empty for none.
  Pages(std::string sub_url, const Cookies& cookies, RememberedPages remembered)
      : sub_url_(std::move(sub_url)), cookies_(cookies), remembered_(remembered) {}

  [[nodiscard]] const std::string& sub_url() const { return sub_url_; }

  // Everything whose path begins with "/api" is answered as the API: "/apifoo" too.
  [[nodiscard]] static bool IsApi(const Request& request) { return request.path.starts_with("/api"); }

  // 302 or another status. A GET has Go's little page as its body, HEAD its content type, other methods nothing.
  [[nodiscard]] Response Redirect(const Request& request, std::string_view location, int status = 302) const;
  [[nodiscard]] Response ToHome(const Request& request) const;
  // The same for one who lacks a permission: what he wanted may be remembered.
  [[nodiscard]] Response ToHomeRefused(const Request& request) const;
  // To the login page; where the visitor wanted to go is remembered.
  [[nodiscard]] Response ToLogin(const Request& request) const;
  // The same for one whose session needs a new token first.
  [[nodiscard]] Response ToRotation(const Request& request) const;
  // To where he wanted, or home: one who is let in now.
  [[nodiscard]] Response ToWanted(const Request& request, const Query& query) const;
  // Where the cookie says that he wanted to go, which may be anywhere; nothing where no cookie counts.
  [[nodiscard]] std::optional<std::string> WantedByCookie(const Request& request) const;
  [[nodiscard]] Response NotFound() const;
  // A page without content: what a Grafana without its front end's files serves.
  [[nodiscard]] Response Empty() const;

 private:
  [[nodiscard]] Response ToDoor(const Request& request, std::string_view path) const;

  std::string sub_url_;
  const Cookies& cookies_;
  RememberedPages remembered_;
};

}  // namespace grafake::server
