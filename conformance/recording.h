#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace grafake::conformance {

using Variables = std::map<std::string, std::string>;
using HeaderMap = std::map<std::string, std::string>;

// What a server answered, as far as it was kept.
struct RecordedAnswer {
  int status = 0;
  HeaderMap headers;
  std::string body;
};

// One request of a scenario with the answer that real Grafana gave. "{{name}}" stands for a saved variable.
struct RequestStep {
  std::string method;
  std::string target;
  std::optional<std::string> body;  // the bytes; none: no body
  std::string who = "admin:admin";  // see fixtures/README.md
  HeaderMap headers;
  bool content_type = true;                                // false: a body goes out without one
  std::vector<std::pair<std::string, std::string>> saves;  // variable, JSON pointer or "cookie:NAME"
  std::vector<std::string> ignored;                        // JSON pointers of values that vary
  bool unordered = false;                                  // real Grafana gives its lists in random order
  RecordedAnswer answer;
};

using Files = std::map<std::string, std::optional<std::string>>;  // by their paths below {{dir}}; nothing: no such file

// Stop the server, change what is named, start it on the same data.
struct RestartStep {
  std::optional<Variables> environment;
  std::optional<std::string> ini;
  Files files;
};

// Write or remove files while the server runs.
struct WriteStep {
  Files files;
};

// Stop the server, start it on the database of the scenario's first start with nothing but these files, and see what
// becomes of it. The answer's body tells whether it runs, its exit code, and what it complained of.
struct StartStep {
  std::string about;
  std::optional<Variables> environment;
  std::optional<std::string> ini;
  Files files;
  double settle = 1;  // seconds
  RecordedAnswer answer;
};

struct SleepStep {
  double seconds = 0;
};

using Step = std::variant<RequestStep, RestartStep, SleepStep, WriteStep, StartStep>;

// A whole conversation with a server that was started fresh.
struct Scenario {
  std::string name;  // "group/scenario"
  Variables environment;
  std::string ini;
  std::vector<std::string> arguments;
  Files files;
  std::vector<Step> steps;  // "{{dir}}" in all of these but the steps stands for the directory of the server

  [[nodiscard]] double SecondsOfSleep() const;
};

// Reads one file of fixtures/recorded; numbers in bodies stay as they are written there. The error is a sentence that
// names the file.
[[nodiscard]] tl::expected<Scenario, std::string> ReadScenario(const std::string& path);

// All files of a directory, by name.
[[nodiscard]] tl::expected<std::vector<Scenario>, std::string> ReadScenarios(const std::string& directory);

// True when a pattern of the shell names the scenario, or none is given.
[[nodiscard]] bool IsSelected(const Scenario& scenario, const std::vector<std::string>& patterns);

// `text` with every "{{name}}" that is known replaced. Values are JSON: text loses its quotes.
[[nodiscard]] std::string Substituted(const std::string& text, const Variables& variables);

// The same in a JSON body, where "{{name}}" with its quotes is the value itself: a number stays a number.
[[nodiscard]] std::string SubstitutedBody(const std::string& body, const Variables& variables);

}  // namespace grafake::conformance
