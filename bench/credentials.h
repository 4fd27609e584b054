#pragma once

#include <string>

#include "bench/flags.h"

namespace grafake::bench {

// The value of the Authorization header of one who may create accounts on a target: of --user, --user-file, --token or
// --token-file, else of $GRAFAKE_BENCH_USER or $GRAFAKE_BENCH_TOKEN. There is no default: a wrong guess at somebody's
// Grafana counts as an attack on it. Throws std::invalid_argument with a sentence when there is none, more than one, or
// one that cannot be sent. The sentence never has the secret.
[[nodiscard]] std::string ReadAuthorization(const Flags& flags);

}  // namespace grafake::bench
