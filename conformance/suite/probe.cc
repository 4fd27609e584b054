#include "conformance/suite/probe.h"

#include <nlohmann/json.hpp>

namespace grafake::conformance {
namespace {

using nlohmann::json;

constexpr ReleaseLine kFirstWithRbac{9, 0};

// What a target lacks that was configured by someone else. Only the plain words count: any other answer is for the
// cases to judge.
std::set<Feature> Missing(const Endpoint& endpoint, const std::string& admin) {
  std::set<Feature> missing;
  const auto accounts = Send(endpoint, {"GET", "/api/serviceaccounts/search?perpage=1", admin});
  if (accounts && (accounts->status == 404 || accounts->status == 403)) missing.insert(Feature::kAccounts);
  const auto user = Send(endpoint, {"GET", "/api/user", admin});
  const json me = json::parse(user ? user->body : "", nullptr, false);
  if (me.is_object() && !me.value("isGrafanaAdmin", true)) missing.insert(Feature::kServerAdmin);
  const auto rights = Send(endpoint, {"GET", "/api/access-control/user/permissions", admin});
  if (rights && rights->status == 404) missing.insert(Feature::kRbac);
  return missing;
}

tl::expected<std::string, std::string> Version(const Endpoint& endpoint) {
  const auto health = Send(endpoint, {"GET", "/api/health"});
  if (!health) return tl::unexpected("the target gives no answer: " + health.error());
  const json body = json::parse(health->body, nullptr, false);
  if (!body.is_object() || !body.contains("version") || !body["version"].is_string())
    return tl::unexpected(std::string("/api/health of the target names no release; give --release"));
  return body["version"].get<std::string>();
}

}  // namespace

tl::expected<Probed, std::string> Probe(const Endpoint& endpoint, const std::string& admin, const std::string& release,
                                        bool ours) {
  Probed probed;
  const auto version = release.empty() ? Version(endpoint) : release;
  if (!version) return tl::unexpected(version.error());
  const auto line = ReadReleaseLine(*version);
  if (!line) return tl::unexpected("'" + *version + "' is no release; give --release");
  const auto org = Send(endpoint, {"GET", "/api/org", admin});
  if (!org) return tl::unexpected("the target gives no answer: " + org.error());
  if (org->status == 401) return tl::unexpected("the target does not let the administrator in: " + org->body);
  const json body = json::parse(org->body, nullptr, false);
  if (body.is_object()) probed.org = body.value("id", std::int64_t{1});
  probed.version = *version;
  probed.release = *line;
  if (!ours) probed.missing = Missing(endpoint, admin);
  if (*line < kFirstWithRbac) probed.missing.insert(Feature::kRbac);
  return probed;
}

}  // namespace grafake::conformance
