#include "conformance/commands/early_end.h"

#include "conformance/commands/exit_code.h"
#include "conformance/complaint.h"
#include "conformance/interruption.h"

namespace grafake::conformance {

std::optional<int> EarlyEnd(const std::string& what_became) {
  if (IsOutOfTime())
    return Complain(kNoTarget, "it took too long and was ended (--time-limit MINUTES); " + what_became);
  if (IsInterrupted()) return Complain(kInterruption, "interrupted; " + what_became);
  return std::nullopt;
}

}  // namespace grafake::conformance
