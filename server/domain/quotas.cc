#include "server/domain/quotas.h"

#include <algorithm>
#include <array>
#include <span>

#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

// What the lists show, in the words of the answers; the key of its default begins with "org_", but for org_user.
constexpr auto kOfOrgs =
    std::to_array<std::string_view>({"org_user", "data_source", "dashboard", "api_key", "alert_rule"});
constexpr auto kOfUsers = std::to_array<std::string_view>({"org_user"});

std::string Listed(std::span<const std::string_view> targets) {
  std::string text;
  for (const std::string_view target : targets) text.append(text.empty() ? "" : ", ").append(target);
  return text;
}

std::string DefaultKey(const QuotaOwner& owner, const std::string& target) {
  if (owner.user_id != 0) return "user_org";
  return target == "org_user" ? target : "org_" + target;
}

}  // namespace

std::int64_t Quotas::Configured(const std::string& key) const {
  const auto found = settings_.find(key);
  return found == settings_.end() ? -1 : found->second;
}

QuotaState Quotas::StateOf(const QuotaOwner& owner, const std::string& target) {
  const auto limit = store_.FindLimit(owner, target);
  return {target, limit ? *limit : Configured(DefaultKey(owner, target)), store_.Used(owner, target)};
}

std::optional<Quotas::Full> Quotas::ReachedEverywhere(std::string_view target) {
  const std::string name(target);
  const std::int64_t limit = Configured("global_" + name);
  if (limit < 0) return std::nullopt;
  if (limit == 0) return Full{{name, 0, 0}, {}};
  // One more session than allowed is let in.
  const bool sessions = target == "session";
  const std::int64_t used = sessions ? sessions_.Count() : store_.Used({}, name);
  return used >= limit + (sessions ? 1 : 0) ? std::optional(Full{{name, limit, used}, {}}) : std::nullopt;
}

std::optional<Quotas::Full> Quotas::ReachedBy(const QuotaOwner& owner, const std::string& target) {
  QuotaState state = StateOf(owner, target);
  const bool full = state.limit >= 0 && state.used >= state.limit;
  return full ? std::optional(Full{std::move(state), owner}) : std::nullopt;
}

std::optional<Quotas::Full> Quotas::Reached(std::string_view target, const Principal& caller) {
  if (!enabled()) return std::nullopt;
  std::string_view told = target == "session" ? rules_.sessions : target;
  auto full = ReachedOf(target, caller);
  if (!full && rules_.orgs_count_members && target == "user") {
    told = "org";
    full = ReachedOf(told, caller);
  }
  if (full) full->told = told;
  return full;
}

std::optional<Quotas::Full> Quotas::ReachedOf(std::string_view target, const Principal& caller) {
  if (auto full = ReachedEverywhere(target)) return full;
  if (!caller.SignedIn()) return std::nullopt;
  if (target == "api_key" || target == "dashboard" || target == "data_source")
    return ReachedBy({.org_id = caller.org_id}, std::string(target));
  if (target == (rules_.orgs_count_members ? "org" : "user")) {
    if (auto full = ReachedBy({.org_id = caller.org_id}, "org_user")) return full;
  }
  if (target != "org") return std::nullopt;
  return caller.HasUser() ? ReachedBy({.user_id = caller.user_id}, "org_user") : std::nullopt;
}

std::vector<QuotaState> Quotas::ListOf(const QuotaOwner& owner) {
  const std::span<const std::string_view> targets =
      owner.user_id != 0 ? std::span<const std::string_view>(kOfUsers) : std::span<const std::string_view>(kOfOrgs);
  std::vector<QuotaState> states;
  for (const std::string_view target : targets) states.push_back(StateOf(owner, std::string(target)));
  return states;
}

Result<Done> Quotas::SetLimit(const QuotaOwner& owner, const std::string& target, std::int64_t limit) {
  const bool known = owner.user_id != 0 ? std::ranges::find(kOfUsers, target) != kOfUsers.end()
                                        : std::ranges::find(kOfOrgs, target) != kOfOrgs.end();
  if (!known) {
    return Fail(ErrorCode::kInvalid, "quota target not found",
                InputUnfit{InputUnfit::Where::kPath, "target", target,
                           owner.user_id != 0 ? "org_user" : Listed(kOfOrgs), true});
  }
  store_.SetLimit(owner, target, limit, ToTimestamp(clock_()));
  return Done();
}

}  // namespace grafake::server
