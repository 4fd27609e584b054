#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/cookies.h"
#include "server/http/message.h"
#include "server/http/page_kind.h"
#include "server/http/route.h"
#include "server/http/url.h"
#include "server/releases/sign_in_rules.h"

namespace grafake::server {

// Answers to a browser: redirects and pages. Immutable once it is told who draws.
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
  // The same for one who lacks a permission: what he wanted may be remembered, in a cookie or in the address.
  [[nodiscard]] Response ToHomeRefused(const Request& request) const;
  // To the login page; where the visitor wanted to go is remembered.
  [[nodiscard]] Response ToLogin(const Request& request) const;
  // The same for one whose session needs a new token first.
  [[nodiscard]] Response ToRotation(const Request& request) const;
  // To where he wanted, or home: one who is let in now.
  [[nodiscard]] Response ToWanted(const Request& request, const Query& query) const;
  // Where the cookie says that he wanted to go, which may be anywhere; nothing where no cookie counts.
  [[nodiscard]] std::optional<std::string> WantedByCookie(const Request& request) const;

  using Draw = std::function<std::string(PageKind, const Context&)>;
  // Who makes the bodies of pages; before the first one is asked for.
  void DrawBy(Draw draw) { draw_ = std::move(draw); }
  // Who does not say that he takes HTML gets an empty one, as a Grafana without its front end's files serves it.
  [[nodiscard]] Response Page(PageKind kind, const Context& context) const;
  // The same, but that one must ask for HTML by name and with GET.
  [[nodiscard]] Response NotFound(const Context& context) const;

 private:
  [[nodiscard]] Response ToDoor(const Request& request, std::string_view path) const;

  std::string sub_url_;
  const Cookies& cookies_;
  RememberedPages remembered_;
  Draw draw_;
};

}  // namespace grafake::server
