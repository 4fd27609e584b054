#include "server/http/scope_lookups.h"

#include <algorithm>

namespace grafake::server {
namespace {

constexpr std::chrono::seconds kScopesRemembered{30};

}  // namespace

const ScopeLookups::Lookup* ScopeLookups::LookupOf(std::string_view scope) const {
  const auto found =
      std::ranges::find_if(lookups_, [&](const Lookup& lookup) { return scope.starts_with(lookup.prefix); });
  return found == lookups_.end() ? nullptr : &*found;
}

// Neither later nor before: the clock may have been set back.
std::vector<std::string> ScopeLookups::Remembered(const std::string& key) const {
  const ReadLock lock(mutex_);
  const Kept* const kept = kept_.Find(key);
  const Instant now = clock_();
  if (kept == nullptr || now < kept->since || now >= kept->since + kScopesRemembered) return {};
  return kept->scopes;
}

std::vector<std::string> ScopeLookups::Resolve(std::int64_t org_id, const std::string& scope) {
  const std::string key = std::to_string(org_id) + " " + scope;
  const Lookup& lookup = *LookupOf(scope);
  if (!lookup.how.remembers) return lookup.find(org_id, scope.substr(lookup.prefix.size()));
  if (auto remembered = Remembered(key)) return *std::move(remembered);
  std::vector<std::string> scopes = lookup.find(org_id, scope.substr(lookup.prefix.size()));
  if (scopes.empty()) return Remembered(key);
  const WriteLock lock(mutex_);
  kept_.Keep(key, {scopes, clock_()});
  return scopes;
}

std::string_view ScopeLookups::MissingText(std::int64_t org_id, const std::string& scope) {
  const Lookup* const lookup = LookupOf(scope);
  if (lookup == nullptr || lookup->how.missing.empty() || !Resolve(org_id, scope).empty()) return {};
  return lookup->how.missing;
}

}  // namespace grafake::server
