#include "server/lies/telling.h"

#include "server/domain/base64.h"
#include "server/http/url.h"

namespace grafake::server::lies {

bool Asks(const Request& request, std::string_view method, std::string_view path) {
  return request.method == method && request.path.starts_with(path);
}

bool Is(const Response& answer, const Refusal& refusal) {
  if (answer.status != refusal.status) return false;
  const auto body = nlohmann::json::parse(answer.body, nullptr, false);
  return body.is_object() && body.value("message", "") == refusal.message &&
         body.value("messageId", "") == refusal.message_id;
}

bool ComesWithRbac(const Release& release) { return release.rbac_toggle.empty(); }

Request Without(Request request, std::string_view header) {
  std::erase_if(request.headers, [&](const Header& h) { return SameHeaderName(h.name, header); });
  return request;
}

// Whoever lies keeps the password that everybody knows.
Request AsAdmin(Request request) {
  request = Without(Without(std::move(request), "Authorization"), "Cookie");
  request.headers.push_back({"Authorization", "Basic " + EncodeBase64("admin:admin")});
  return request;
}

Request WithParameter(Request request, const std::string& name, const std::string& value) {
  std::string text;
  const Query query(request.query);
  for (const auto& [key, old] : query.pairs()) {
    const std::string& now = key == name ? value : old;
    if (key == name && value.empty()) continue;
    text += (text.empty() ? "" : "&") + EncodeQueryText(key) + "=" + EncodeQueryText(now);
  }
  request.query = text;
  return request;
}

Response Replaced(Response response, std::string_view from, std::string_view to) {
  for (auto at = response.body.find(from); at != std::string::npos; at = response.body.find(from, at + to.size())) {
    response.body.replace(at, from.size(), to);
  }
  return response;
}

}  // namespace grafake::server::lies
