#pragma once

#include <string>

namespace grafake::conformance {

// The release that is recorded when nobody names another.
inline constexpr const char* kUsualRecording = "9.0.9";

// Below `fixtures`, the directory of the recordings of a release: "9.1.8", also for "9.1" when that is recorded. As it
// is named when there is none.
[[nodiscard]] std::string RecordingsIn(const std::string& fixtures, const std::string& release);

// The same; of the usual release when there is none.
[[nodiscard]] std::string RecordingsOrUsual(const std::string& fixtures, const std::string& release);

// The release whose recordings a directory holds.
[[nodiscard]] std::string RecordedRelease(const std::string& recordings);

// In a directory of such lists, that of the release: what the reference server does not pass yet. Empty for no list.
[[nodiscard]] std::string ListFor(const std::string& lists, const std::string& recordings);

}  // namespace grafake::conformance
