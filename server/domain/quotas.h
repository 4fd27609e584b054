#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/principal.h"
#include "server/domain/sessions.h"
#include "server/releases/quota_rules.h"
#include "server/storage/quota_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// [quota]: limits by their key in the ini file, "org_user", "global_session"; negative is none. Empty: quotas are off.
using QuotaSettings = std::map<std::string, std::int64_t>;

struct QuotaState {
  std::string target;
  std::int64_t limit = 0;
  std::int64_t used = 0;
};

// How many users, keys and orgs there may be, by Grafana's rules. Thread-safe.
class Quotas {
 public:
  Quotas(QuotaStore& store, Sessions& sessions, Clock clock, QuotaSettings settings, const QuotaRules& rules = {})
      : store_(store), sessions_(sessions), clock_(std::move(clock)), settings_(std::move(settings)), rules_(rules) {}

  [[nodiscard]] bool enabled() const { return !settings_.empty(); }

  // A limit that is reached, and whose: with neither org nor user it is of the whole Grafana.
  struct Full {
    QuotaState state;
    QuotaOwner owner;
    std::string_view told = "";  // the name of the quota in the refusal
  };
  // The limit by which the caller may not make one more `target`: "user", "org", "api_key", "data_source",
  // "session"; none: he may.
  [[nodiscard]] std::optional<Full> Reached(std::string_view target, const Principal& caller);

  // Of an org or of a user, in a fixed order; Grafana's own is random.
  [[nodiscard]] std::vector<QuotaState> ListOf(const QuotaOwner& owner);
  // kInvalid: no such target.
  [[nodiscard]] Result<Done> SetLimit(const QuotaOwner& owner, const std::string& target, std::int64_t limit);

 private:
  [[nodiscard]] std::int64_t Configured(const std::string& key) const;
  [[nodiscard]] std::optional<Full> ReachedOf(std::string_view target, const Principal& caller);
  [[nodiscard]] std::optional<Full> ReachedEverywhere(std::string_view target);
  [[nodiscard]] std::optional<Full> ReachedBy(const QuotaOwner& owner, const std::string& target);
  [[nodiscard]] QuotaState StateOf(const QuotaOwner& owner, const std::string& target);

  QuotaStore& store_;
  Sessions& sessions_;
  Clock clock_;
  QuotaSettings settings_;
  QuotaRules rules_;
};

}  // namespace grafake::server
