#include "server/lies/telling.h"

// Lies about service accounts and the lists of them.
namespace grafake::server::lies {
namespace {

constexpr std::string_view kAccounts = "/api/serviceaccounts";

bool IsSearch(const Request& request) { return Asks(request, "GET", "/api/serviceaccounts/search"); }

// The search with one parameter changed or taken out.
auto SearchWith(std::string name, std::string value) {
  return [name = std::move(name), value = std::move(value)](const Request& request, const Truth& truth) {
    return IsSearch(request) ? truth(WithParameter(request, name, value)) : truth(request);
  };
}

// A member of the body is not passed on to the server.
auto BodyWithout(std::string_view method, std::string member) {
  return [method, member = std::move(member)](const Request& request, const Truth& truth) {
    auto json = nlohmann::ordered_json::parse(request.body, nullptr, false);
    if (!Asks(request, method, kAccounts) || !json.is_object()) return truth(request);
    json.erase(member);
    Request asked = request;
    asked.body = json.dump();
    return truth(asked);
  };
}

auto StatusInstead(std::string_view method, int from, int to) {
  return [method, from, to](const Request& request, const Truth& truth) {
    Response answer = truth(request);
    if (Asks(request, method, kAccounts) && answer.status == from) answer.status = to;
    return answer;
  };
}

auto AnswerReplaced(std::string_view from, std::string_view to) {
  return [from, to](const Request& request, const Truth& truth) {
    Response answer = truth(request);
    return request.path.starts_with(kAccounts) ? Replaced(std::move(answer), from, to) : answer;
  };
}

Response RepeatFirstPage(const Request& request, const Truth& truth) {
  const std::string page = Query(request.query).Text("page");
  if (!IsSearch(request) || page.empty()) return truth(request);
  return Replaced(truth(WithParameter(request, "page", "1")), R"("page":1)", "\"page\":" + page);
}

Response CountThePage(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (!IsSearch(request)) return answer;
  return Changed(std::move(answer), [](auto& json) {
    if (json.contains("serviceAccounts")) json["totalCount"] = json["serviceAccounts"].size();
  });
}

Response TurnTheList(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (!IsSearch(request)) return answer;
  return Changed(std::move(answer), [](auto& json) {
    if (json.contains("serviceAccounts")) std::reverse(json["serviceAccounts"].begin(), json["serviceAccounts"].end());
  });
}

// What an org does not have is looked for in the others.
Response LookIntoOtherOrgs(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (!Asks(request, "GET", kAccounts) || answer.status != 404) return answer;
  for (int org = 1; org <= 50; ++org) {
    Request elsewhere = AsAdmin(Without(request, "X-Grafana-Org-Id"));
    elsewhere.headers.push_back({"X-Grafana-Org-Id", std::to_string(org)});
    if (Response found = truth(elsewhere); found.status == 200) return found;
  }
  return answer;
}

Response AcknowledgeOnly(const Request& request, const Truth& truth) {
  if (!Asks(request, "DELETE", kAccounts) || request.path.find("/tokens") != std::string::npos) return truth(request);
  Request look = request;
  look.method = "GET";
  Response answer = truth(look);
  if (answer.status == 200) answer.body = R"({"message":"Service account deleted"})";
  return answer;
}

Response RoleMayBeHigher(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const bool refused = answer.status == 403 && answer.body.find("higher than user's role") != std::string::npos;
  return refused ? truth(AsAdmin(request)) : answer;
}

Response UnknownIsDeleted(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const bool unknown = Is(answer, truth.release.refusals.account_delete_not_found);
  if (!Asks(request, "DELETE", kAccounts) || !unknown) return answer;
  answer.status = 200;
  answer.body = R"({"message":"Service account deleted"})";
  return answer;
}

}  // namespace

std::vector<Lie> AccountLies() {
  return {
      {"role-change-ignored", "A new role of an account is not taken over.", BodyWithout("PATCH", "role"), {}},
      {"rename-ignored", "A new name of an account is not taken over.", BodyWithout("PATCH", "name"), {}},
      {"disabling-ignored", "An account cannot be disabled.", BodyWithout("PATCH", "isDisabled"), {}},
      {"role-may-be-higher", "Who gives a role may give more than he has.", RoleMayBeHigher, {}, ComesWithRbac},
      {"wrong-duplicate-status", "A taken account name is refused with 409.", StatusInstead("POST", 400, 409), {}},
      {"created-is-200", "The creation of an account answers 200.", StatusInstead("POST", 201, 200), {}},
      {"missing-account-is-200", "An account that is not there answers 200.", StatusInstead("GET", 404, 200), {}},
      {"unknown-account-deleted", "Deleting an account that is not there succeeds.", UnknownIsDeleted, {}},
      {"account-not-deleted", "The deletion of an account is acknowledged and does nothing.", AcknowledgeOnly, {}},
      {"org-leak", "An account can be read from another org.", LookIntoOtherOrgs, {}},
      {"login-changed",
       "The login of an account begins with svc-.",
       AnswerReplaced(R"("login":"sa-)", R"("login":"svc-)"),
       {}},
      {"page-two-repeats", "Every page of the search is the first one.", RepeatFirstPage, {}},
      {"page-size-ignored", "The search does not look at perpage.", SearchWith("perpage", ""), {}},
      {"query-ignored", "The search finds everything.", SearchWith("query", ""), {}},
      {"metadata-missing", "accesscontrol=true has no effect.", SearchWith("accesscontrol", ""), {}, ComesWithRbac},
      {"total-of-page", "totalCount counts the page, not all.", CountThePage, {}},
      {"search-unsorted", "The search is in the wrong order.", TurnTheList, {}},
      {"disabled-not-shown",
       "No account is shown as disabled.",
       AnswerReplaced(R"("isDisabled":true)", R"("isDisabled":false)"),
       {}},
      {"ids-are-text",
       "Ids are texts, not numbers.",
       [](const Request& request, const Truth& truth) {
         Response answer = truth(request);
         if (!request.path.starts_with(kAccounts)) return answer;
         return Changed(std::move(answer), [](auto& json) {
           if (json.contains("id")) json["id"] = json["id"].dump();
         });
       },
       {}},
      {"toggle-ignored",
       "Service accounts are served without their feature toggle.",
       {},
       [](InstanceSettings& settings) { settings.roles.service_accounts = true; },
       [](const Release& release) { return !release.accounts_toggle.empty(); }},
      {"change-shows-late",
       "A change of an account shows after a minute.",
       {},
       [](InstanceSettings& settings) { settings.user_cache = std::chrono::seconds(60); },
       [](const Release& release) {
         return release.roles_count_at_once || release.permissions_kept < std::chrono::seconds(60);
       }},
  };
}

}  // namespace grafake::server::lies
