#pragma once

#include <compare>
#include <optional>
#include <string>

namespace grafake::conformance {

// A line of Grafana's releases: 9.0.9 is of the line 9.0.
struct ReleaseLine {
  int major = 0;
  int minor = 0;

  auto operator<=>(const ReleaseLine&) const = default;
};

// Reads "9.0", "9.0.9" or "12.4.0-pre"; nothing when it does not begin with two numbers.
[[nodiscard]] std::optional<ReleaseLine> ReadReleaseLine(const std::string& version);

// The lines that a case holds for, both ends included: "9.0", "8.5..9.3", "9.1..".
class Releases {
 public:
  // Throws std::invalid_argument for another form.
  explicit Releases(const std::string& text);

  [[nodiscard]] bool Holds(const ReleaseLine& line) const { return first_ <= line && line <= last_; }

 private:
  ReleaseLine first_;
  ReleaseLine last_;
};

}  // namespace grafake::conformance
