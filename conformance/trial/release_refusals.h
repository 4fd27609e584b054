#pragma once

#include "conformance/exchange.h"
#include "conformance/suite/release.h"

namespace grafake::conformance {

// A refusal as the layers in front of the endpoints write it.
[[nodiscard]] RecordedAnswer LayerRefusal(int status, const std::string& message);

// The same with the members that it has from 10.1 on.
[[nodiscard]] RecordedAnswer Typed(int status, const std::string& message, const std::string& id);

// Turns a refusal of 9.0 into the one that another release gives in its place.
void TranslateRefusal(const Release& release, const OutgoingRequest& request, RecordedAnswer& answer);

}  // namespace grafake::conformance
