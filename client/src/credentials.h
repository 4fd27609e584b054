#pragma once

#include <optional>
#include <string>

#include "grafake/credentials.h"

namespace grafake {

// What keeps these credentials from being sent as HTTP has it. Never quotes them.
[[nodiscard]] std::optional<std::string> ComplaintAbout(const Credentials& credentials);

// True when it cannot stand in the head of a request.
[[nodiscard]] bool HasControl(const std::string& text);

// Asks a TokenSource for its token; others are given back as they are. Throws what the source throws.
[[nodiscard]] Credentials Current(const Credentials& credentials);

// Takes their secrets out of a text that somebody else wrote.
[[nodiscard]] std::string Redacted(std::string text, const Credentials& credentials);

}  // namespace grafake
