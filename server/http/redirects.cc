#include "server/http/redirects.h"

#include <algorithm>

#include "server/storage/storage_failure.h"

namespace grafake::server {
namespace {

// By name; those of one name stay in their order. An empty `kiosk` goes last, without "=".
std::string SortedQuery(const Query& query) {
  auto pairs = query.pairs();
  std::ranges::stable_sort(pairs, {}, &std::pair<std::string, std::string>::first);
  const bool kiosk = query.Has("kiosk") && query.Text("kiosk").empty();
  std::string text;
  for (const auto& [name, value] : pairs) {
    if (kiosk && name == "kiosk") continue;
    text += (text.empty() ? "" : "&") + EncodeQueryText(name) + "=" + EncodeQueryText(value);
  }
  return kiosk ? text + "&kiosk" : text;
}

}  // namespace

Response Redirects::NotInOrg(const Request& request) const {
  if (Pages::IsApi(request)) return answers_.ContextRefuse(answers_.refusals().not_found);
  return {.status = 404, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = "Not found\n"};
}

bool Redirects::Switch(std::int64_t user, std::int64_t org) const try {
  return users_.SetCurrentOrg(user, org).has_value();
} catch (const StorageFailure&) {
  return false;
}

std::string Redirects::SwitchedBase() const {
  switch (settings_.org_switch) {
    case OrgSwitchTarget::kRootUrl:
      return settings_.root_url;
    case OrgSwitchTarget::kRelativePath:
      return pages_.sub_url();
    case OrgSwitchTarget::kPath:
      return pages_.sub_url() + "/";
  }
  return {};
}

std::optional<Response> Redirects::ToOrg(const Request& request, const Query& query, const Principal& caller) {
  const std::int64_t org = query.ExactInteger("orgId").value_or(0);
  if (org == 0 || org == caller.org_id || !caller.SignedIn()) return std::nullopt;
  if (!Switch(caller.user_id, org))
    return Because(NotInOrg(request), GroundReason(NotAMember{caller.user_id, {Noun::kOrg, org}}));
  std::string path = DecodePath(request.path).value_or(request.path);
  if (path.starts_with('/')) path.erase(0, 1);
  return pages_.Redirect(request, SwitchedBase() + path + "?" + SortedQuery(query));
}

std::optional<Response> Redirects::ToDomain(const Request& request) const {
  if (!settings_.enforce_domain) return std::nullopt;
  const std::string* host = request.FindHeader("Host");
  const std::string name = host == nullptr ? "" : host->substr(0, host->find(':'));
  if (SameHeaderName(name, settings_.domain)) return std::nullopt;
  std::string target = settings_.root_url;
  if (target.ends_with('/')) target.pop_back();
  return pages_.Redirect(request, target + request.Target(), 301);
}

}  // namespace grafake::server
