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

Request AsAdminOfItsOrg(const Request& request, const Truth& truth) {
  Request look = Without(request, "If-None-Match");
  look.method = "GET";
  look.path = "/api/org";
  look.query = {};
  look.body = {};
  const auto org = nlohmann::json::parse(truth(look).body, nullptr, false);
  Request asked = AsAdmin(Without(request, "X-Grafana-Org-Id"));
  if (org.is_object() && org.contains("id")) asked.headers.push_back({"X-Grafana-Org-Id", org["id"].dump()});
  return asked;
}

Telling Grants(Refusal Refusals::*refusal, std::string body) {
  return [refusal, body = std::move(body)](const Request& request, const Truth& truth) {
    Response answer = truth(request);
    if (!Is(answer, truth.release.refusals.*refusal)) return answer;
    answer.status = 200;
    answer.body = body;
    return answer;
  };
}

Telling IgnoresWalls(std::string_view path) {
  return [path](const Request& request, const Truth& truth) {
    Response answer = truth(request);
    const bool walled = request.path.starts_with(path) && answer.status == 403;
    return walled ? truth(AsAdminOfItsOrg(request, truth)) : answer;
  };
}

Telling AcknowledgesDeletion(std::string_view path, std::string body) {
  return [path, body = std::move(body)](const Request& request, const Truth& truth) {
    if (!Asks(request, "DELETE", path)) return truth(request);
    Request look = request;
    look.method = "GET";
    Response answer = truth(look);
    if (answer.status == 200) answer.body = body;
    return answer;
  };
}

Response LooksIntoOtherOrgs(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const bool document = Asks(request, "GET", "/api/folders/") || Asks(request, "GET", "/api/dashboards/uid/") ||
                        Asks(request, "GET", "/api/datasources/");
  if (!document || answer.status != 404) return answer;
  for (int org = 1; org <= 50; ++org) {
    Request elsewhere = AsAdmin(Without(request, "X-Grafana-Org-Id"));
    elsewhere.headers.push_back({"X-Grafana-Org-Id", std::to_string(org)});
    if (Response found = truth(elsewhere); found.status == 200) return found;
  }
  return answer;
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
