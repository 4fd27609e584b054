#pragma once

#include "src/patience.h"

namespace grafake {

inline const std::stop_token kNeverStopped;
inline const Patience kPatient{std::chrono::steady_clock::time_point::max(), kNeverStopped};

}  // namespace grafake
