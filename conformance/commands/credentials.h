#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/commands/flags.h"
#include "conformance/exchange.h"

namespace grafake::conformance {

// Flags that say where a target of others is, and who its administrator is.
[[nodiscard]] std::vector<std::string> TargetFlags();
[[nodiscard]] std::vector<std::string> TargetSwitches();

// The administrator, as "user:password" or "bearer:TOKEN": of --user, --user-file, --token or --token-file, else of
// $GRAFAKE_CONFORMANCE_USER or $GRAFAKE_CONFORMANCE_TOKEN. Empty when none of them says it. The error names the flag.
[[nodiscard]] tl::expected<std::string, std::string> ReadAdministrator(const Flags& flags);

// What to say where a target of others needs one: nothing is tried at a server that is not our own.
inline constexpr const char* kNoAdministrator =
    "who is the administrator of the target? Give --user-file FILE (NAME:PASSWORD), --token-file FILE, "
    "$GRAFAKE_CONFORMANCE_USER, $GRAFAKE_CONFORMANCE_TOKEN, --user or --token";

// The target of --url, with --ca and --insecure. The error says what is wrong.
[[nodiscard]] tl::expected<Endpoint, std::string> ReadTarget(const Flags& flags);

}  // namespace grafake::conformance
