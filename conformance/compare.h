#pragma once

#include <optional>
#include <string>

#include "conformance/recording.h"

namespace grafake::conformance {

// How an answer differs from the recorded one: the first thing that does.
struct Difference {
  std::string what;      // "the status", "the header Location", "the body at /tokens/0/name (byte 17)"
  std::string recorded;  // what real Grafana said; whole, the place is `at`
  std::string got;
  std::size_t at = 0;  // where the two begin to differ
};

// Compares status, headers and bytes, but for the values that must vary: of these, the form. `place` says where the
// target runs, for {{port}}, {{host}}, {{dir}} and {{home}} in what was recorded.
[[nodiscard]] std::optional<Difference> Compare(const RequestStep& step, const RecordedAnswer& got,
                                                const Variables& place);

// A body as recordings keep it: in the settings of the front end two lists of installed plugins are emptied, and the
// newline at the end is lost, in refusals too.
[[nodiscard]] std::string BodyAsKept(const std::string& target, std::string body);

// The part of `text` around the byte `at`, in one line.
[[nodiscard]] std::string Excerpt(const std::string& text, std::size_t at);

}  // namespace grafake::conformance
