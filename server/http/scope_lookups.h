#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/bounded_cache.h"
#include "server/domain/clock.h"
#include "server/locks.h"

namespace grafake::server {

// What the paths of requests name by an id or a name while permissions name it by its uid: "datasources:id:7" is
// "datasources:uid:one". What is gone counts as there for half a minute after somebody has asked for it, as in Grafana,
// but of kinds that say otherwise; what is there is never old, also where the clock stands still. Thread-safe once all
// are added.
class ScopeLookups {
 public:
  // The scopes of which one must be held; none: nothing has that id or name.
  using Find = std::function<std::vector<std::string>(std::int64_t org_id, const std::string& value)>;

  explicit ScopeLookups(Clock clock) : clock_(std::move(clock)) {}

  struct How {
    bool remembers = true;
    std::string_view missing = {};  // what one hears who asks for what is not there; empty: that he may not
  };

  // Of scopes that begin so, "datasources:id:". Before any is asked for; the prefix must last.
  void Add(std::string_view prefix, Find find, How how) { lookups_.push_back({prefix, std::move(find), how}); }
  void Add(std::string_view prefix, Find find) { Add(prefix, std::move(find), How()); }

  [[nodiscard]] bool Knows(std::string_view scope) const { return LookupOf(scope) != nullptr; }
  // Of a scope that it knows.
  [[nodiscard]] std::vector<std::string> Resolve(std::int64_t org_id, const std::string& scope);
  // See How::missing; empty when it is there.
  [[nodiscard]] std::string_view MissingText(std::int64_t org_id, const std::string& scope);

 private:
  struct Lookup {
    std::string_view prefix;
    Find find;
    How how;
  };
  struct Kept {
    std::vector<std::string> scopes;
    Instant since;
  };

  [[nodiscard]] const Lookup* LookupOf(std::string_view scope) const;
  // Empty: nothing is.
  [[nodiscard]] std::vector<std::string> Remembered(const std::string& key) const;

  Clock clock_;
  std::vector<Lookup> lookups_;
  mutable SharedMutex mutex_;
  BoundedCache<std::string, Kept> kept_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
