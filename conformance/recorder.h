#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

#include "conformance/recording.h"
#include "conformance/target.h"

namespace grafake::conformance {

// Plays the scenario of a recording's text against a target and gives the text with that target's release and answers:
// the same format, the same bytes everywhere else. The error says why the scenario could not be played to its end.
[[nodiscard]] tl::expected<std::string, std::string> Recorded(const std::string& text, const Scenario& scenario,
                                                              const std::string& release, const TargetCommand& command,
                                                              const std::filesystem::path& directory);

// The answer to a request for `target` as recordings keep it, with {{port}}, {{host}}, {{dir}}, {{home}} for the place.
[[nodiscard]] RecordedAnswer Kept(const std::string& target, RecordedAnswer answer, const Variables& place);

}  // namespace grafake::conformance
