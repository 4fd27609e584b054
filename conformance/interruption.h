#pragma once

namespace grafake::conformance {

// From here on SIGINT and SIGTERM only ask this process to come to an end in order; a second one ends it at once.
void TakeInterruptions();

// True when it was asked to.
[[nodiscard]] bool IsInterrupted();

}  // namespace grafake::conformance
