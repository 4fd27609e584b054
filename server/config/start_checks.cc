#include "server/config/start_checks.h"

#include <algorithm>
#include <array>
#include <span>

#include "server/ascii.h"
#include "server/config/database_checks.h"
#include "server/config/external_settings.h"
#include "server/config/go_quote.h"
#include "server/config/go_url.h"
#include "server/config/host_port.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

using Checked = tl::expected<void, StartError>;
using StartCheck = Checked (*)(Configuration&);

Checked Refuse(std::string_view section, std::string_view key, std::string message) {
  return tl::unexpected(StartError{.message = std::move(message), .setting = {std::string(section), std::string(key)}});
}

Checked CheckCdn(Configuration& c) {
  if (const auto url = ParseGoUrl(c.Text("server", "cdn_url")); !url) return Refuse("server", "cdn_url", url.error());
  return {};
}

Checked CheckInvites(Configuration& c) {
  constexpr std::string_view kKey = "user_invite_max_lifetime_duration";
  const auto lifetime = ParseLongDuration(c.Text("users", kKey, "24h"));
  if (!lifetime) return Refuse("users", kKey, lifetime.error());
  if (*lifetime < std::chrono::minutes(15)) {
    return Refuse(
        "users", kKey,
        "the minimum supported value for the `user_invite_max_lifetime_duration` configuration is 15m (15 minutes)");
  }
  return {};
}

bool IsLabel(std::string_view name) {
  return !name.empty() && !IsDigit(name[0]) &&
         std::ranges::all_of(name, [](char c) { return IsLetterOrDigit(c) || c == '_'; });
}

Checked CheckLabels(Configuration& c) {
  const IniSection* section = c.file().FindSection("metrics.environment_info");
  if (section == nullptr) return {};
  for (const IniKey& key : section->keys()) {
    if (!IsLabel(key.name))
      return Refuse(section->name(), key.name,
                    "invalid label name in [metrics.environment_info] configuration. name " + GoQuote(key.name));
  }
  return {};
}

Checked CheckLive(Configuration& c) {
  const std::int64_t most = c.Integer("live", "max_connections", 100);
  if (most < -1)
    return Refuse("live", "max_connections",
                  "unexpected value " + std::to_string(most) + " for [live] max_connections");
  const std::string engine = c.Text("live", "ha_engine");
  if (!engine.empty() && engine != "redis")
    return Refuse("live", "ha_engine", "unsupported live HA engine type: " + engine);
  const std::string origins = c.Text("live", "allowed_origins");
  const auto open = origins.rfind('[');
  if (open != std::string::npos && origins.find(']', open) == std::string::npos) {
    return Refuse("live", "allowed_origins", "error parsing origin pattern: unexpected end of input");
  }
  return {};
}

Checked CheckAlerting(Configuration& c, const AlertingRules& rules) {
  constexpr std::string_view kSection = "unified_alerting";
  const std::string enabled = c.Text(kSection, "enabled");
  if (!enabled.empty() && !ParseIniBoolean(enabled) && !rules.unfit_is_unset) {
    return Refuse(kSection, "enabled",
                  "failed to read unified alerting enabled setting: invalid value " + enabled +
                      ", should be either true or false");
  }
  if (c.Boolean(kSection, "enabled", false) && c.Boolean("alerting", "enabled", false))
    return Refuse(kSection, "enabled", std::string(rules.both_on));
  for (const char* key : {"admin_config_poll_interval", "alertmanager_config_poll_interval", "ha_peer_timeout",
                          "ha_gossip_interval", "ha_push_pull_interval", "evaluation_timeout", "min_interval"}) {
    const std::string text = c.Text(kSection, key);
    const auto duration = ParseLongDuration(text);
    if (!text.empty() && !duration) return Refuse(kSection, key, duration.error());
    const bool too_short =
        std::string_view(key) == "min_interval" && !text.empty() && *duration < std::chrono::seconds(10);
    if (too_short)
      return Refuse(kSection, key, "value of setting 'min_interval' should be greater than the base interval (10s)");
  }
  return {};
}

Checked CheckTracing(Configuration& c) {
  for (const char* section : {"tracing.jaeger", "tracing.opentelemetry.jaeger"}) {
    if (c.file().FindSection(section) == nullptr)
      return Refuse(section, "", "section " + GoQuote(section) + " does not exist");
  }
  const std::string address = c.Text("tracing.jaeger", "address");
  if (address.empty()) return {};
  if (const auto parts = SplitHostPort(address); !parts) return Refuse("tracing.jaeger", "address", parts.error());
  return {};
}

// "somebody@somewhere", with or without a name before it.
Checked CheckMail(Configuration& c) {
  std::string address = c.Text("smtp", "from_address");
  const auto open = address.find('<');
  if (open != std::string::npos) address = address.substr(open + 1, address.find('>') - open - 1);
  const auto at = address.find('@');
  if (at == std::string::npos || at == 0 || at + 1 == address.size())
    return Refuse("smtp", "from_address", "invalid email address for SMTP from_address config");
  return {};
}

Checked CheckProviders(Configuration& c) {
  const std::string provider = c.Text("security", "encryption_provider", "secretKey.v1");
  if (provider != "secretKey.v1")
    return Refuse("security", "encryption_provider",
                  "missing configuration for current encryption provider " + provider);
  const std::string cache = c.Text("remote_cache", "type", "database");
  if (cache != "database" && cache != "redis" && cache != "memcached")
    return Refuse("remote_cache", "type", "invalid remote cache name");
  return CheckJwtKeys(ReadAuthJwt(c));
}

Checked RunChecks(Configuration& configuration, std::span<const StartCheck> checks) {
  for (const StartCheck check : checks) {
    if (auto checked = check(configuration); !checked) return checked;
  }
  return {};
}

}  // namespace

Checked CheckCdnAndInvites(Configuration& configuration) {
  constexpr auto kChecks = std::to_array<StartCheck>({CheckCdn, CheckInvites});
  return RunChecks(configuration, kChecks);
}

Checked CheckUnusedSettings(Configuration& configuration, const AlertingRules& alerting) {
  if (auto checked = CheckAlerting(configuration, alerting); !checked) return checked;
  constexpr auto kChecks = std::to_array<StartCheck>({CheckLabels, CheckLive});
  return RunChecks(configuration, kChecks);
}

Checked CheckServices(Configuration& configuration, const Dial& dial) {
  if (auto checked = CheckTracing(configuration); !checked) return checked;
  if (auto checked = CheckDatabase(configuration, dial); !checked) return checked;
  constexpr auto kChecks = std::to_array<StartCheck>({CheckMail, CheckProviders});
  return RunChecks(configuration, kChecks);
}

}  // namespace grafake::server
