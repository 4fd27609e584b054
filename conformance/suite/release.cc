#include "conformance/suite/release.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace grafake::conformance {
namespace {

constexpr int kAny = std::numeric_limits<int>::max();

// The numbers between the first dots; what follows them is not looked at.
std::vector<int> Numbers(const std::string& version) {
  std::vector<int> numbers;
  const char* at = version.data();
  const char* const end = at + version.size();
  while (numbers.size() < 3) {
    int number = 0;
    const auto read = std::from_chars(at, end, number);
    if (read.ec != std::errc()) break;
    numbers.push_back(number);
    if (read.ptr == end || *read.ptr != '.') break;
    at = read.ptr + 1;
  }
  return numbers;
}

// One end of a range; a patch that is not named is `patch`.
Release ParseBound(const std::string& text, int patch) {
  const std::vector<int> numbers = Numbers(text);
  if (numbers.size() < 2) throw std::invalid_argument("no release: '" + text + "'");
  return {numbers[0], numbers[1], numbers.size() == 3 ? numbers[2] : patch};
}

}  // namespace

std::optional<Release> ReadRelease(const std::string& version) {
  const std::vector<int> numbers = Numbers(version);
  if (numbers.size() < 2) return std::nullopt;
  return Release{numbers[0], numbers[1], numbers.size() == 3 ? numbers[2] : 0};
}

const std::vector<std::string>& KnownLines() {
  static const std::vector<std::string> lines = {"8.5",  "9.0",  "9.1",  "9.2",  "9.3",  "9.4",  "9.5",  "10.0",
                                                 "10.1", "10.2", "10.3", "10.4", "11.0", "11.1", "11.2", "11.3",
                                                 "11.4", "11.5", "11.6", "12.0", "12.1", "12.2", "12.3", "12.4"};
  return lines;
}

bool IsKnown(const Release& release) {
  const std::string line = std::to_string(release.major) + "." + std::to_string(release.minor);
  return std::ranges::find(KnownLines(), line) != KnownLines().end();
}

tl::expected<Release, std::string> ReadKnownRelease(const std::string& text) {
  const std::string numbers = text.substr(0, text.find_first_of("-+"));
  const bool plain = numbers.find_first_not_of("0123456789.") == std::string::npos &&
                     std::ranges::count(numbers, '.') <= 2 && !numbers.ends_with('.');
  const auto release = ReadRelease(numbers);
  if (plain && release && IsKnown(*release)) return *release;
  std::string known;
  for (const std::string& line : KnownLines()) known += " " + line;
  return tl::unexpected("--release needs a release like 9.0 or 9.0.9, not '" + text + "'; known are" + known);
}

Releases::Releases(const std::string& text) {
  std::istringstream parts(text + ",");
  for (std::string part; std::getline(parts >> std::ws, part, ',');) {
    const auto dots = part.find("..");
    const std::string first = part.substr(0, dots);
    const std::string last = dots == std::string::npos ? first : part.substr(dots + 2);
    ranges_.push_back({ParseBound(first, 0), last.empty() ? Release{kAny, 0, 0} : ParseBound(last, kAny)});
  }
}

bool Releases::Holds(const Release& release) const {
  return std::ranges::any_of(ranges_,
                             [&](const Range& range) { return range.first <= release && release <= range.last; });
}

}  // namespace grafake::conformance
