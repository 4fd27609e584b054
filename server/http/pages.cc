#include "server/http/pages.h"

#include "server/http/status_text.h"

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

// The request's own address, without the parameter that brought the visitor here.
std::string Wanted(const Request& request) {
  std::string target = request.path;
  if (!request.query.empty()) target += "?" + request.query;
  constexpr std::string_view kForce = "forceLogin=true";
  if (const auto at = target.find(kForce); at != std::string::npos) target.erase(at, kForce.size());
  return target;
}

}  // namespace

Response Pages::Redirect(const Request& request, std::string_view location, int status) const {
  Response response{.status = status, .headers = {{"Location", std::string(location)}}};
  if (request.method == "GET" || request.method == "HEAD")
    response.SetHeader("Content-Type", "text/html; charset=utf-8");
  if (request.method == "GET")
    response.body = "<a href=\"" + EscapeHtml(location) + "\">" + std::string(StatusText(status)) + "</a>.\n\n";
  return response;
}

Response Pages::ToHome(const Request& request) const { return Redirect(request, sub_url_ + "/"); }

Response Pages::ToLogin(const Request& request) const {
  Response response = Redirect(request, sub_url_ + "/login");
  response.headers.push_back(cookies_.RedirectTo(sub_url_ + Wanted(request)));
  return response;
}

Response Pages::Empty() const { return {.headers = {{"Content-Type", "text/html; charset=UTF-8"}}}; }

Response Pages::NotFound() const { return {.status = 404, .headers = {{"Content-Type", "text/html; charset=UTF-8"}}}; }

}  // namespace grafake::server
