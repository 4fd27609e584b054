#pragma once

#include <optional>
#include <string>

#include "server/control/exchange.h"
#include "server/control/faults.h"
#include "server/http/answerer.h"

namespace grafake::server {

// Carries a request out as often as the fault that it has met wants it, and makes its answer go wrong. Where it is
// never carried out, `truth` is not called.
[[nodiscard]] Response AnswerUnder(const Faults::Met& met, const Request& request, const Answerer& truth);

// Of a request that has met this fault, or none.
[[nodiscard]] std::string NameOf(const std::optional<Faults::Met>& met);
[[nodiscard]] Carried CarriedUnder(const std::optional<Faults::Met>& met);

}  // namespace grafake::server
