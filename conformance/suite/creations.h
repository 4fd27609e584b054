#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "conformance/exchange.h"
#include "conformance/suite/ledger.h"

namespace grafake::conformance {

// What a request would make, if it succeeds: kind and name. Nothing for requests that make nothing that stays.
[[nodiscard]] std::optional<Made> MadeBy(const OutgoingRequest& request, std::int64_t org);

// What a successful request has removed, of those.
[[nodiscard]] bool RemovedBy(const OutgoingRequest& request, const Made& made);

// The id that the answer to such a request gives to it; 0: it was not made.
[[nodiscard]] std::int64_t IdGiven(const Made& made, const RecordedAnswer& answer);

// What a target lists.
struct Listing {
  std::vector<Made> things;
  std::vector<std::string> unread;  // what it answered instead of a list, a sentence each
};

// What can be seen from an org, of those, with a name that begins so. What the administrator may not see, or the target
// does not have, counts as an empty list.
[[nodiscard]] Listing NamedLike(const Endpoint& endpoint, const std::string& admin, std::int64_t org,
                                const std::string& prefix);

// Removes it, as an administrator; finds it by its name when its id is not known, and looks for it until `look_until`,
// since a target may still be making what was asked for. True when it is gone; it takes no longer than `patience`.
[[nodiscard]] bool Remove(const Endpoint& endpoint, const std::string& admin, const Made& made,
                          const Patience& patience = {}, std::chrono::steady_clock::time_point look_until = {});

}  // namespace grafake::conformance
