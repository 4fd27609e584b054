#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/config/expansion.h"
#include "server/releases/release.h"

namespace grafake::server {

// What `grafake VERB …` does, one file a verb. `words` are those behind the verb; the result is the exit code.
using RunVerb = int (*)(const std::vector<std::string>& words, const Environment& environment);

struct Verb {
  std::string_view name;
  std::string_view usage;  // what --help prints
  RunVerb run;
};

// The verb of that name; null when there is none.
[[nodiscard]] const Verb* FindVerb(std::string_view name);
[[nodiscard]] std::vector<std::string> VerbNames();

// Runs what the command line names: `program` is its word 0 ("grafana-cli" by a link is the verb cli), and without a
// verb it is the server that starts. Prints why when it cannot; throws nothing.
[[nodiscard]] int RunCommandLine(std::string_view program, const std::vector<std::string>& words,
                                 const Environment& environment);

[[nodiscard]] int RunServe(const std::vector<std::string>& words, const Environment& environment);
[[nodiscard]] int RunConfig(const std::vector<std::string>& words, const Environment& environment);
[[nodiscard]] int RunCli(const std::vector<std::string>& words, const Environment& environment);
[[nodiscard]] int RunRoutes(const std::vector<std::string>& words, const Environment& environment);
[[nodiscard]] int RunReleases(const std::vector<std::string>& words, const Environment& environment);
[[nodiscard]] int RunExec(const std::vector<std::string>& words, const Environment& environment);
[[nodiscard]] int RunLies(const std::vector<std::string>& words, const Environment& environment);
[[nodiscard]] int RunVersion(const std::vector<std::string>& words, const Environment& environment);
[[nodiscard]] int RunHelp(const std::vector<std::string>& words, const Environment& environment);

// For verbs that take --release R and nothing more: that release, the default where none is named. Null after a
// complaint.
[[nodiscard]] const Release* TakesOnlyRelease(std::string_view verb, const std::vector<std::string>& words);

// For verbs that take nothing: complains of the first word that is there. False when there is one.
[[nodiscard]] bool TakesNothing(std::string_view verb, const std::vector<std::string>& words);

}  // namespace grafake::server
