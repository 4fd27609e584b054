#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "server/storage/result.h"

namespace grafake::server {

// Said of a write that changes nothing of what anybody keeps in memory.
struct NothingKept {};

// What a write has changed of what is kept in memory: part of the result of every write, so that none is forgotten.
// Who keeps it is told after the commit (domain/freshness.h). Values; `+` joins them.
class [[nodiscard]] Changes {
 public:
  enum class Kind {
    kUser,             // the row of a user or service account, or his memberships of orgs and teams
    kMemberships,      // those of anybody
    kPermissions,      // stored permissions of anybody
    kOrgName,          // an org's
    kOrgAddress,       // an org's
    kOrg,              // an org is gone, with its memberships and keys
    kToken,            // a token or API key is gone, or is of another account
    kTokensOfAccount,  // those of a service account are gone
    kDerivedKey,       // the first key with Grafana's slow hash may be there
    kEverything,       // anything: another program has written
  };
  struct Change {
    Kind kind;
    std::int64_t id;         // of the user, account, org or token; otherwise 0
    std::string scope = {};  // of kPermissions: what they are on; empty: on anything
  };

  // A token or API key that is gone, as its row had it.
  struct GoneKey {
    std::string hash;
    std::string name;
  };

  Changes(NothingKept /*nothing*/) {}  // NOLINT(google-explicit-constructor): reads as what it is
  Changes(Kind kind, std::int64_t id) : all_{{kind, id}} {}
  explicit Changes(Kind kind) : Changes(kind, 0) {}
  // Permissions on that scope.
  explicit Changes(std::string scope) : all_{{Kind::kPermissions, 0, std::move(scope)}} {}
  Changes(Kind kind, std::int64_t id, std::vector<GoneKey> gone) : all_{{kind, id}}, gone_(std::move(gone)) {}

  friend Changes operator+(Changes a, const Changes& b) {
    a.all_.insert(a.all_.end(), b.all_.begin(), b.all_.end());
    a.gone_.insert(a.gone_.end(), b.gone_.begin(), b.gone_.end());
    return a;
  }

  [[nodiscard]] const std::vector<Change>& all() const { return all_; }
  [[nodiscard]] const std::vector<GoneKey>& gone() const { return gone_; }

 private:
  std::vector<Change> all_;
  std::vector<GoneKey> gone_;
};

// The value of a write that succeeded, and what it has changed. Nobody makes one without saying both.
template <class T>
struct Written {
  Written(T v, Changes c) : value(std::move(v)), changes(std::move(c)) {}

  T value;
  Changes changes;
};

template <class T>
inline constexpr bool kSaysWhatItChanges = false;
template <class T>
inline constexpr bool kSaysWhatItChanges<Result<Written<T>>> = true;

}  // namespace grafake::server
