#pragma once

#include <compare>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace grafake::conformance {

// A release of Grafana.
struct Release {
  int major = 0;
  int minor = 0;
  int patch = 0;

  auto operator<=>(const Release&) const = default;
};

// Reads "9.0.9", "12.4.0-pre" or "9.0", which is 9.0.0; nothing when it does not begin with two numbers.
[[nodiscard]] std::optional<Release> ReadRelease(const std::string& version);

// The lines of releases that claims are about, the first first: "8.5", "9.0", …
[[nodiscard]] const std::vector<std::string>& KnownLines();
[[nodiscard]] bool IsKnown(const Release& release);

// Reads a release that a user names: of a known line, 9.0 or 9.0.9, and nothing else behind it than a suffix: -pre, +1.
// The error names the lines.
[[nodiscard]] tl::expected<Release, std::string> ReadKnownRelease(const std::string& text);

// The releases that a case holds for: ranges with both ends included, "9.0", "8.5..9.3", "9.1..",
// "9.0..9.1, 9.3..9.3.2". An end without a third number stands for the whole line: "9.3" for every 9.3.x.
class Releases {
 public:
  // Throws std::invalid_argument for another form.
  explicit Releases(const std::string& text);

  [[nodiscard]] bool Holds(const Release& release) const;

 private:
  struct Range {
    Release first, last;
  };

  std::vector<Range> ranges_;
};

}  // namespace grafake::conformance
