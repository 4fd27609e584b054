#include "server/http/pages.h"

#include "server/http/redirect_target.h"
#include "server/http/status_text.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

std::string EscapeHtml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&#34;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// The request's own address as a browser will ask for it again: below the sub-path, and without the parameter that
// brought the visitor here.
std::string Wanted(const Request& request, const std::string& sub_url) {
  std::string target = request.Target();
  if (!target.starts_with(sub_url)) target.insert(0, sub_url);
  constexpr std::string_view kForce = "forceLogin=true";
  for (auto at = target.find(kForce); at != std::string::npos; at = target.find(kForce, at)) {
    const bool further = at > 0 && target[at - 1] == '&';
    at -= further ? 1 : 0;
    target.erase(at, kForce.size() + (further ? 1 : 0));
  }
  return target;
}

}  // namespace

Response Pages::Redirect(const Request& request, std::string_view location, int status) const {
  const std::string target = AbsoluteTarget(location, DecodePath(request.path).value_or(request.path));
  Response response{.status = status, .headers = {{"Location", HeaderTarget(target)}}};
  if (request.method == "GET" || request.method == "HEAD")
    response.SetHeader("Content-Type", "text/html; charset=utf-8");
  if (request.method == "GET")
    response.body = "<a href=\"" + EscapeHtml(target) + "\">" + std::string(StatusText(status)) + "</a>.\n\n";
  return response;
}

Response Pages::ToHome(const Request& request) const { return Redirect(request, sub_url_ + "/"); }

Response Pages::ToHomeRefused(const Request& request) const {
  Response response = ToHome(request);
  if (remembered_ == RememberedPages::kOfAllRefusedButHome)
    response.headers.push_back(cookies_.RedirectTo(Wanted(request, sub_url_)));
  return response;
}

Response Pages::ToLogin(const Request& request) const {
  Response response = Redirect(request, sub_url_ + "/login");
  const std::string wanted = Wanted(request, sub_url_);
  if (remembered_ == RememberedPages::kOfStrangers || wanted != sub_url_ + "/")
    response.headers.push_back(cookies_.RedirectTo(wanted));
  return response;
}

Response Pages::Empty() const { return {.headers = {{"Content-Type", "text/html; charset=UTF-8"}}}; }

Response Pages::NotFound() const { return {.status = 404, .headers = {{"Content-Type", "text/html; charset=UTF-8"}}}; }

}  // namespace grafake::server
