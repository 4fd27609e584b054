#include "server/http/cookies.h"

#include "server/http/credentials.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

constexpr std::string_view kRedirectTo = "redirect_to";
constexpr std::string_view kRotation = "grafana_session_expiry=";

std::string SameSiteText(std::string_view setting) {
  if (setting == "strict") return "; SameSite=Strict";
  if (setting == "none") return "; SameSite=None";
  return setting == "disabled" ? "" : "; SameSite=Lax";
}

std::optional<std::string> DecodedCookie(std::optional<std::string_view> cookie) {
  if (!cookie || cookie->empty()) return std::nullopt;
  return DecodeQueryText(*cookie);
}

}  // namespace

std::string Cookies::Attributes(std::optional<std::chrono::seconds> max_age, Readable readable) const {
  std::string text = "; Path=" + settings_.path;
  if (max_age) text += "; Max-Age=" + std::to_string(max_age->count());
  if (readable == Readable::kNo) text += "; HttpOnly";
  if (settings_.secure) text += "; Secure";
  return text + SameSiteText(settings_.same_site);
}

void Cookies::PutSession(Response& response, std::string_view token, std::int64_t rotation) const {
  response.headers.push_back({"Set-Cookie", settings_.name + "=" + std::string(token) + Attributes(settings_.max_age)});
  if (!settings_.tells_rotation) return;
  response.headers.push_back({"Set-Cookie", std::string(kRotation) + std::to_string(rotation) +
                                                Attributes(settings_.max_age, Readable::kYes)});
}

void Cookies::EndSession(Response& response) const {
  response.headers.push_back(EndOfSession());
  if (!settings_.tells_rotation) return;
  response.headers.push_back(
      {"Set-Cookie", std::string(kRotation) + Attributes(std::chrono::seconds(0), Readable::kYes)});
}

AnswerHeader Cookies::EndOfSession() const {
  return {"Set-Cookie", settings_.name + "=" + Attributes(std::chrono::seconds(0))};
}

std::optional<std::string> Cookies::SessionIn(const Request& request) const {
  return DecodedCookie(CookieIn(request, settings_.name));
}

bool Cookies::HasSessionCookie(const Request& request) const { return CookieIn(request, settings_.name).has_value(); }

AnswerHeader Cookies::RedirectTo(std::string_view target) const {
  return {"Set-Cookie", std::string(kRedirectTo) + "=" + EncodeQueryText(target) + Attributes(std::nullopt)};
}

AnswerHeader Cookies::EndOfRedirectTo() const {
  return {"Set-Cookie", std::string(kRedirectTo) + "=" + Attributes(std::chrono::seconds(0))};
}

std::optional<std::string> Cookies::RedirectToIn(const Request& request) const {
  return DecodedCookie(CookieIn(request, kRedirectTo));
}

}  // namespace grafake::server
