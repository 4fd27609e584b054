#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/recording.h"

namespace grafake::conformance {

// Where the target ran: recordings have {{port}}, {{host}}, {{dir}} and {{home}} in these places.
struct Place {
  std::string port;
  std::string host;
  std::string directory;
  std::string home;
};

// The first difference between what was recorded and what came, as a sentence; nothing when they are equal: same
// status, same headers, same bytes but for the values that must vary, which are compared by their form
// (fixtures/README.md).
[[nodiscard]] std::optional<std::string> Difference(const RequestStep& step, const RecordedAnswer& got,
                                                    const Place& place);

// A body with the values that must vary replaced by their form: "<time Z>", "<key>".
[[nodiscard]] std::string Formed(const std::string& body, const std::vector<std::string>& ignored);

// `text` with what must not be shown replaced: values of "key" and "password".
[[nodiscard]] std::string WithoutSecrets(const std::string& text);

}  // namespace grafake::conformance
