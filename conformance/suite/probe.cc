#include "conformance/suite/probe.h"

#include <nlohmann/json.hpp>

#include "conformance/shown.h"
#include "conformance/suite/told.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;

constexpr auto kFirstAnswer = std::chrono::seconds(10);  // of a target that is there

constexpr Release kFirstWithRbac{9, 0};
constexpr Release kFirstWithoutToggle{9, 1};

// A target that is asked; all answers together have their time.
struct Asking {
  const Endpoint& endpoint;
  Patience patience = {};

  [[nodiscard]] bool IsOver() const { return std::chrono::steady_clock::now() >= patience.until; }
};

tl::expected<RecordedAnswer, std::string> Send(const Asking& target, const OutgoingRequest& request) {
  return conformance::Send(target.endpoint, request, target.patience);
}

json Asked(const Asking& target, const OutgoingRequest& request) {
  const auto answer = Send(target, request);
  return json::parse(answer && answer->status == 200 ? answer->body : "", nullptr, false);
}

// The configuration as far as it is told: by section and key. What is not read may be of any type.
Json Settings(const Asking& target, const std::string& admin) {
  const json told = Asked(target, {"GET", "/api/admin/settings", admin});
  return told.is_object() ? Json(told) : Json::object();
}

// Errors have members more, and other bytes, outside production and where requests are traced.
bool AnswersPlainly(const Asking& target, const std::string& admin) {
  const auto unknown = Send(target, {"GET", "/api/no-such-path", admin});
  const auto refused = Send(target, {"GET", "/api/org", "bearer:nonsense"});
  if (!unknown || !refused) return true;
  const json trace = json::parse(refused->body, nullptr, false);
  const std::string id = TextTold("GET /api/org with a token that is none", trace, "/traceID");
  return unknown->body.find("\n ") == std::string::npos && id.find_first_not_of('0') == std::string::npos;
}

// Whether it is meant to let strangers in: as it says, or as it does where it does not say.
bool TakesStrangers(const Asking& target, const Json& settings) {
  if (settings.contains("auth.anonymous"))
    return TextTold("GET /api/admin/settings", settings, "/auth.anonymous/enabled") == "true";
  const auto stranger = Send(target, {"GET", "/api/org"});
  return stranger && stranger->status == 200;
}

// Whether the administrator is one of the whole server. A token is none that says nothing of it.
bool RulesServer(const Asking& target, const std::string& admin) {
  const bool token = admin.starts_with("bearer:");
  return TruthTold("GET /api/user", Asked(target, {"GET", "/api/user", admin}), "/isGrafanaAdmin", !token);
}

// What a target lacks that was configured by someone else. Only the plain words count: any other answer is for the
// cases to judge.
std::set<Feature> Missing(const Asking& target, const std::string& admin, const Probed& probed) {
  std::set<Feature> missing;
  const auto accounts = Send(target, {"GET", "/api/serviceaccounts/search?perpage=1", admin});
  const bool may_be_off = probed.release < kFirstWithoutToggle;
  if (accounts && (accounts->status == 403 || (accounts->status == 404 && may_be_off)))
    missing.insert(Feature::kAccounts);
  if (!RulesServer(target, admin)) missing.insert(Feature::kServerAdmin);
  if (admin.starts_with("bearer:")) missing.insert(Feature::kPerson);
  const auto rights = Send(target, {"GET", "/api/access-control/user/permissions", admin});
  if (rights && rights->status == 404) missing.insert(Feature::kRbac);
  if (TakesStrangers(target, probed.settings)) missing.insert(Feature::kNoStrangers);
  if (!AnswersPlainly(target, admin)) missing.insert(Feature::kPlainAnswers);
  return missing;
}

constexpr const char* kOther =
    "; is there a Grafana at this URL, and no proxy, sign-in page or sub-path between? If it only hides its release, "
    "--release names it";

// Why the answer of a target that is none says so: where it leads, or what it is.
std::string Instead(const RecordedAnswer& answer) {
  const auto location = answer.headers.find("Location");
  const bool leads = answer.status / 100 == 3 && location != answer.headers.end();
  return leads ? std::to_string(answer.status) + ", which leads to " + Cut(location->second, 200)
               : Cut(InShort(answer), 200);
}

tl::expected<std::string, std::string> Version(const Endpoint& endpoint) {
  const auto health =
      conformance::Send(endpoint, {"GET", "/api/health"}, {.until = std::chrono::steady_clock::now() + kFirstAnswer});
  if (!health) return tl::unexpected("the target gives no answer to GET /api/health: " + health.error());
  const std::string version = TextTold("GET /api/health", json::parse(health->body, nullptr, false), "/version");
  if (version.empty())
    return tl::unexpected("GET /api/health of the target names no release, it answered " + Instead(*health) + kOther);
  return Cut(version, 100);
}

// The administrator's org.
tl::expected<std::int64_t, std::string> OrgOf(const Asking& target, const std::string& admin) {
  const auto org = Send(target, {"GET", "/api/org", admin});
  if (!org) return tl::unexpected("the target gives no answer to GET /api/org: " + org.error());
  if (org->status == 401 || org->status == 400)
    return tl::unexpected("the target does not let the administrator in: " + Cut(InShort(*org), 200));
  const json body = json::parse(org->body, nullptr, false);
  if (org->status != 200 || !body.is_object())
    return tl::unexpected("GET /api/org by the administrator told no org, it answered " + Instead(*org) + kOther);
  return NumberTold("GET /api/org", body, "/id", 1);
}

}  // namespace

tl::expected<Probed, std::string> Probe(const Endpoint& endpoint, const std::string& admin, const std::string& release,
                                        bool ours) try {
  Probed probed;
  const auto version = release.empty() ? Version(endpoint) : release;
  if (!version) return tl::unexpected(version.error());
  const auto release_of = ReadRelease(*version);
  if (!release_of) return tl::unexpected("'" + *version + "' is no release; give --release");
  const Asking target{endpoint};
  const auto org = OrgOf(target, admin);
  if (!org) return tl::unexpected(org.error());
  probed.org = *org;
  probed.version = *version;
  probed.release = *release_of;
  if (!ours) probed.settings = Settings(target, admin);
  if (!ours) probed.missing = Missing(target, admin, probed);
  if (target.IsOver()) return tl::unexpected(std::string("the target gives no answer in time"));
  if (*release_of < kFirstWithRbac) probed.missing.insert(Feature::kRbac);
  return probed;
} catch (const WrongType& e) {
  return tl::unexpected(std::string("the target answers as no Grafana does: ") + e.what());
}

}  // namespace grafake::conformance
