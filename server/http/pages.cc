#include "server/http/pages.h"

#include "server/http/escape_html.h"
#include "server/http/redirect_target.h"
#include "server/http/status_text.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

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

bool Accepts(const Request& request, std::string_view type) {
  const std::string* const accepted = request.FindHeader("Accept");
  return accepted != nullptr && accepted->find(type) != std::string::npos;
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
  if (remembered_ == RememberedPages::kInAddress)
    return Redirect(request, sub_url_ + "/?redirectTo=" + EncodeQueryText(Wanted(request, sub_url_)));
  Response response = ToHome(request);
  if (remembered_ == RememberedPages::kOfAllRefusedButHome)
    response.headers.push_back(cookies_.RedirectTo(Wanted(request, sub_url_)));
  return response;
}

// A page of its own for those who are not let in yet, at that path.
Response Pages::ToDoor(const Request& request, std::string_view path) const {
  const std::string wanted = Wanted(request, sub_url_);
  const bool home = wanted == sub_url_ + "/";
  std::string door = sub_url_ + std::string(path);
  if (remembered_ == RememberedPages::kInAddress) {
    return Redirect(request, home ? door : door + "?redirectTo=" + EncodeQueryText(wanted));
  }
  Response response = Redirect(request, door);
  if (remembered_ == RememberedPages::kOfStrangers || !home) response.headers.push_back(cookies_.RedirectTo(wanted));
  return response;
}

Response Pages::ToLogin(const Request& request) const { return ToDoor(request, "/login"); }

Response Pages::ToRotation(const Request& request) const { return ToDoor(request, "/user/auth-tokens/rotate"); }

std::optional<std::string> Pages::WantedByCookie(const Request& request) const {
  return remembered_ == RememberedPages::kInAddress ? std::nullopt : cookies_.RedirectToIn(request);
}

Response Pages::ToWanted(const Request& request, const Query& query) const {
  const auto cookie = WantedByCookie(request);
  const std::string target =
      remembered_ == RememberedPages::kInAddress ? query.Text("redirectTo") : cookie.value_or("");
  Response response = LeadsInside(target, sub_url_) ? Redirect(request, target) : ToHome(request);
  if (cookie) response.headers.push_back(cookies_.EndOfRedirectTo());
  return response;
}

Response Pages::Page(PageKind kind, const Context& context) const {
  Response response{.headers = {{"Content-Type", "text/html; charset=UTF-8"}}};
  if (draw_ && (Accepts(context.request, "text/html") || Accepts(context.request, "*/*")))
    response.body = draw_(kind, context);
  return response;
}

Response Pages::NotFound(const Context& context) const {
  Response response{.status = 404, .headers = {{"Content-Type", "text/html; charset=UTF-8"}}};
  if (draw_ && context.request.method == "GET" && Accepts(context.request, "text/html"))
    response.body = draw_(PageKind::kNotFound, context);
  return response;
}

}  // namespace grafake::server
