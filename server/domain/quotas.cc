#include "server/domain/quotas.h"

#include <algorithm>
#include <array>

namespace grafake::server {
namespace {

// What the lists show, in the words of the answers; the key of its default begins with "org_", but for org_user.
constexpr auto kOfOrgs =
    std::to_array<std::string_view>({"org_user", "data_source", "dashboard", "api_key", "alert_rule"});
constexpr auto kOfUsers = std::to_array<std::string_view>({"org_user"});

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

bool Quotas::ReachedEverywhere(std::string_view target) {
  const std::int64_t limit = Configured("global_" + std::string(target));
  if (limit <= 0) return limit == 0;
  // One more session than allowed is let in.
  if (target == "session") return sessions_.Count() > limit;
  return store_.Used({}, std::string(target)) >= limit;
}

bool Quotas::ReachedBy(const QuotaOwner& owner, const std::string& target) {
  const QuotaState state = StateOf(owner, target);
  return state.limit >= 0 && state.used >= state.limit;
}

bool Quotas::Reached(std::string_view target, const Principal& caller) {
  if (!enabled()) return false;
  if (ReachedEverywhere(target)) return true;
  if (!caller.SignedIn()) return false;
  if (target == "user") return ReachedBy({.org_id = caller.org_id}, "org_user");
  if (target == "api_key") return ReachedBy({.org_id = caller.org_id}, "api_key");
  if (target == "org" && orgs_count_members_ && ReachedBy({.org_id = caller.org_id}, "org_user")) return true;
  return target == "org" && caller.HasUser() && ReachedBy({.user_id = caller.user_id}, "org_user");
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
  if (!known) return Fail(ErrorCode::kInvalid, "quota target not found");
  store_.SetLimit(owner, target, limit, ToTimestamp(clock_()));
  return Done();
}

}  // namespace grafake::server
