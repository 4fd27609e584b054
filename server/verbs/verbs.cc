#include "server/verbs/verbs.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>

#include "server/command_line.h"
#include "server/config/file_variables.h"
#include "server/config/nearest.h"
#include "server/verbs/exit_code.h"

namespace grafake::server {
namespace {

constexpr auto kVerbs = std::to_array<Verb>({
    {"server", "", RunServe},  // its usage is the program's
    {"config",
     "Usage: grafake config show [-json] [flags] [cfg:section.key=value …]   every setting and where it comes from\n"
     "       grafake config check FILE [-json] [flags] [cfg:section.key=value …]   what is unknown, misspelt or "
     "without\n"
     "                                           effect in an ini file, in variables and arguments, and what is "
     "switched\n"
     "                                           on that grafake does not serve; --release R: as that Grafana\n"
     "\n"
     "Exit codes: 0 all is well, 1 the server would not start or the command line is wrong, 3 check has findings.\n",
     RunConfig},
    {"cli",
     "Usage: grafake cli [--homepath DIR] [--config FILE] [--data DIR] admin reset-admin-password PASSWORD\n"
     "       grafake cli … admin reset-admin-password --password-from-stdin\n"
     "\n"
     "Sets the password of user 1 in the database that the configuration names, whether a server runs on it or not.\n"
     "It must be as long as the release asks for that the database belongs to, and follow [auth.basic]\n"
     "password_policy where that has it. A link named grafana-cli does the same. Nothing else of grafana-cli is "
     "served.\n",
     RunCli},
    {"routes",
     "Usage: grafake routes [--release R]             every route that is served and what each asks for, as a "
     "Markdown\n"
     "                                                table\n"
     "       grafake routes --missing [--release R]   the same of those that the Grafana has and grafake has not: who\n"
     "                                                may ask gets 404 \"Not found\"\n",
     RunRoutes},
    {"releases",
     "Usage: grafake releases [--json]       the releases of Grafana that are served, a line each\n"
     "       grafake releases A B [--json]   what a client or an operator sees differently in two of them, as a\n"
     "                                       Markdown table: form and text of refusals, routes, answers with their\n"
     "                                       headers and cookies, toggles, settings\n"
     "       … --only KIND                   form, refusal, route, answer, toggle or setting alone\n",
     RunReleases},
    {"exec",
     "Usage: grafake exec [flags and cfg: arguments of the server] [--token-role ROLE] [--strict]\n"
     "                    [--min-fidelity recorded] [--coverage FILE] [--har FILE] [--keep-alive-on-failure] -- "
     "COMMAND [argument …]\n"
     "\n"
     "Starts a server on a free port, runs the command, and stops. The command finds in its environment\n"
     "  GRAFANA_URL                       http://127.0.0.1:PORT\n"
     "  GRAFANA_TOKEN                     a token of ROLE (Viewer, Editor, Admin; default Admin) in the main org,\n"
     "                                    also as GRAFANA_SERVICE_ACCOUNT_TOKEN\n"
     "  GRAFANA_USER, GRAFANA_PASSWORD    the Grafana Admin, both in GRAFANA_AUTH as user:password\n"
     "  GRAFAKE_CONTROL                   where the server is controlled: clock, worlds; see /_grafake/openapi.json\n"
     "  GRAFAKE_CONTROL_TOKEN             [grafake] control_token, where it is set\n"
     "When the command fails, the last requests that were refused are printed, with the reason of each.\n"
     "--seed FILE, as the server takes it, has users, accounts and tokens of your choice there before it runs.\n"
     "\n"
     "  --strict                  fails a run whose command passed but asked for what is no route, or left a\n"
     "                            fault unused\n"
     "  --min-fidelity recorded   fails a run whose command passed but met answers that no recording of real Grafana "
     "has\n"
     "  --coverage FILE           writes what was met of all that the release has, of all worlds: Markdown where the\n"
     "                            name ends in .md, else JSON\n"
     "  --har FILE                writes the requests to all worlds that still are then, without secrets, as HTTP "
     "Archive\n"
     "  --keep-alive-on-failure   leaves the server for a debugger after a command that failed, and says where it is\n"
     "\n"
     "Exit codes: the command's own; 128 and its number for the signal that ended it; 3 --strict or\n"
     "--min-fidelity has found something, 1 a report could not be written, though the command passed; 125 no server "
     "or "
     "a wrong\n"
     "command line, 126 the command cannot be run, 127 there is none of that name.\n",
     RunExec},
    {"lies",
     "Usage: grafake lies [--release R]\n\nPrints the promises of that Grafana that --lie NAME can break, a line "
     "each.\n",
     RunLies},
    {"version", "Usage: grafake version\n\nPrints the version of grafake and of the Grafana that it is.\n", RunVersion},
    {"help", "Usage: grafake help [VERB]\n\nPrints how grafake, or one verb of it, is used.\n", RunHelp},
});

// What stands behind "--" is a command's, not the verb's.
bool WantsHelp(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), std::ranges::find(words, "--"),
                     [](const std::string& word) { return word == "--help" || word == "-help" || word == "-h"; });
}

bool IsServerWord(const std::string& word) { return word.starts_with('-') || word.starts_with("cfg:"); }

int UnknownVerb(const std::string& word) {
  const std::string nearest = Nearest(word, VerbNames());
  std::cerr << "grafake: unknown verb '" << word << "'" << Guess(nearest, "'", "'")
            << "\nSee grafake help. Flags and cfg: arguments of the server stand alone or behind 'server'.\n";
  return kExitFailed;
}

// Of a pipe: the other end is closed.
bool NobodyReads(int descriptor) {
  pollfd asked{.fd = descriptor, .events = POLLOUT, .revents = 0};
  return poll(&asked, 1, 0) == 1 && (asked.revents & POLLERR) != 0;
}

// What cannot be printed is an error, not a short answer; but nobody is told who has read enough and gone, as head
// does.
int Printed(int exit_code) {
  if (std::cout.flush() || NobodyReads(STDOUT_FILENO)) return exit_code;
  std::cerr << "grafake: standard output cannot be written; is the disk full?\n";
  return kExitFailed;
}

int RunNamed(const Verb& verb, const std::vector<std::string>& words, const Environment& environment) {
  if (!verb.usage.empty() && WantsHelp(words)) {
    std::cout << verb.usage;
    return Printed(kExitOk);
  }
  return Printed(verb.run(words, environment));
}

// What a verb says of a word that it does not take.
std::string Surplus(const std::string& word, bool takes_missing) {
  std::vector<std::string> flags{"--release"};
  if (takes_missing) flags.emplace_back("--missing");
  return " takes " + std::string(takes_missing ? "--missing, --release R" : "--release R") +
         " and nothing more, not '" + word + "'" + Guess(Nearest(word, flags), "", "");
}

}  // namespace

const Verb* FindVerb(std::string_view name) {
  const auto found = std::ranges::find(kVerbs, name, &Verb::name);
  return found == kVerbs.end() ? nullptr : &*found;
}

std::vector<std::string> VerbNames() {
  std::vector<std::string> names;
  for (const Verb& verb : kVerbs) names.emplace_back(verb.name);
  return names;
}

bool TakesNothing(std::string_view verb, const std::vector<std::string>& words) {
  if (words.empty()) return true;
  std::cerr << "grafake " << verb << " takes nothing more, not even '" << words[0] << "'\n";
  return false;
}

const Release* TakesOnlyRelease(std::string_view verb, const std::vector<std::string>& words) {
  static constexpr std::string_view kFlag = "-release";
  if (words.empty()) return &DefaultRelease();
  const std::string word = words[0].starts_with("--") ? words[0].substr(1) : words[0];
  const bool joined = word.starts_with(std::string(kFlag) + "=");
  if ((word != kFlag && !joined) || words.size() != (joined ? 1 : 2)) {
    const std::string& wrong = word == kFlag ? words.back() : words[0];
    const bool lacks = word == kFlag && words.size() == 1;
    const bool lists = verb == "routes";  // also those that are missing
    std::cerr << "grafake " << verb
              << (lacks ? ": --release needs a release: " + ReleaseNames() : Surplus(wrong, lists)) << "\n";
    return nullptr;
  }
  const std::string name = joined ? word.substr(kFlag.size() + 1) : words[1];
  const Release* release = FindRelease(name);
  if (release == nullptr) std::cerr << "grafake " << verb << ": '" << name << "' is none of " << ReleaseNames() << "\n";
  return release;
}

int RunCommandLine(std::string_view program, const std::vector<std::string>& words, const Environment& variables) {
  const auto environment = WithFileVariables(variables);
  if (!environment) {
    std::cerr << environment.error() << "\n";
    return kExitFailed;
  }
  if (std::filesystem::path(program).filename() == "grafana-cli")
    return RunNamed(*FindVerb("cli"), words, *environment);
  if (words.empty() || IsServerWord(words[0])) return Printed(RunServe(words, *environment));
  const Verb* verb = FindVerb(words[0]);
  if (verb == nullptr) return UnknownVerb(words[0]);
  return RunNamed(*verb, {words.begin() + 1, words.end()}, *environment);
}

}  // namespace grafake::server
