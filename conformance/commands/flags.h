#pragma once

#include <chrono>
#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace grafake::conformance {

// The words behind a verb, sorted out. Of a flag that stands twice the last value counts.
struct Flags {
  std::map<std::string, std::string> values;
  std::vector<std::string> only;  // every --only, and words that belong to no flag

  [[nodiscard]] bool Has(const std::string& name) const { return values.contains(name); }
  [[nodiscard]] std::string Value(const std::string& name, const std::string& otherwise = "") const;
};

// `valued` need a value, `switches` have none (a letter behind a comma is their short form: "verbose,v"; one
// with an equals sign may have a value behind one: "allow="). The error
// names the word that is wrong.
[[nodiscard]] tl::expected<Flags, std::string> ReadFlags(const std::vector<std::string>& words,
                                                         const std::vector<std::string>& valued,
                                                         const std::vector<std::string>& switches);

// A whole number from 1 to 256.
[[nodiscard]] tl::expected<unsigned, std::string> ReadJobs(const std::string& text);

// A whole number up to `most`; `otherwise` when the flag does not stand there.
[[nodiscard]] tl::expected<unsigned, std::string> ReadNumber(const Flags& flags, const std::string& name,
                                                             unsigned otherwise, unsigned most);

// --time-limit, which is told in minutes.
[[nodiscard]] tl::expected<std::chrono::seconds, std::string> ReadTimeLimit(const Flags& flags);

}  // namespace grafake::conformance
