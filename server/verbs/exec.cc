#include <Poco/Exception.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "server/app.h"
#include "server/command_line.h"
#include "server/control/reason_words.h"
#include "server/dial.h"
#include "server/end_watch.h"
#include "server/start.h"
#include "server/start_failed.h"
#include "server/storage/shortened_files.h"
#include "server/verbs/child_process.h"
#include "server/verbs/exec_findings.h"
#include "server/verbs/exec_journal.h"
#include "server/verbs/exec_order.h"
#include "server/verbs/exec_token.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"
#include "server/world_settings.h"

namespace grafake::server {
namespace {

constexpr int kExitNoServer = 125;

int RefuseOrder(const std::string& problem) {
  std::cerr << "grafake exec: " << problem << "; grafake help exec says more\n";
  return kExitNoServer;
}

// What another server has left there does not fit this one.
void SetOrErase(Environment& environment, const char* name, const std::string& value) {
  if (value.empty()) {
    environment.erase(name);
  } else {
    environment[name] = value;
  }
}

// What the command finds in its environment: how Grafana's own tools and providers name these.
Environment VariablesOf(const App& app, const AppSettings& settings, const std::string& token,
                        Environment environment) {
  const FirstAdmin& admin = settings.instance.admin;
  std::string url = app.url();
  if (url.ends_with('/')) url.pop_back();  // that of a unix socket does not
  environment["GRAFANA_URL"] = url;
  const bool controlled = settings.control.who != ControlFor::kNobody;
  SetOrErase(environment, "GRAFAKE_CONTROL", controlled ? url + "/_grafake" : "");
  SetOrErase(environment, "GRAFAKE_CONTROL_TOKEN", settings.control.token);
  SetOrErase(environment, "GRAFANA_TOKEN", token);
  SetOrErase(environment, "GRAFANA_SERVICE_ACCOUNT_TOKEN", token);
  environment["GRAFANA_AUTH"] = admin.login + ":" + admin.password;
  environment["GRAFANA_USER"] = admin.login;
  environment["GRAFANA_PASSWORD"] = admin.password;
  return environment;
}

// What clients have sent must not command a terminal.
void PrintLines(const std::string& what, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  std::cerr << "grafake exec: " << what << "\n";
  for (const std::string& line : lines) std::cerr << "  " << HarmlessLine(line) << "\n";
}

// False, with a line on standard error: it could not be written.
bool WriteReport(const char* flag, const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::trunc);
  file << text << std::flush;
  if (!file) std::cerr << "grafake exec: cannot write " << flag << " " << path.string() << "\n";
  return file.good();
}

bool WriteReports(const ExecOrder& order, App& app, const std::vector<CoverageReport>& reports) {
  bool written = true;
  if (!order.coverage.empty()) {
    const bool markdown = order.coverage.extension() == ".md";
    written = WriteReport("--coverage", order.coverage, CoverageFileText(reports, markdown));
  }
  if (!order.har.empty()) written = WriteReport("--har", order.har, ArchiveOfAll(app)) && written;
  return written;
}

// The exit code of a run whose command has passed.
int JudgePassed(const ExecOrder& order, App& app) {
  if (!order.strict && !order.recorded_only) return kExitOk;
  const auto reports = CoverageOfAll(app, true);
  std::vector<std::string> missing;
  std::vector<std::string> unused;
  std::vector<std::string> unsure;
  if (order.strict) missing = NoSuchRoutes(reports);
  if (order.strict) unused = UnusedFaults(app);
  if (order.recorded_only) unsure = NotRecorded(reports);
  PrintLines("--strict: the command passed, but asked for what is no route:", missing);
  PrintLines("--strict: the command passed, but left faults unused:", unused);
  PrintLines("--min-fidelity: the command passed, but no recording of real Grafana has these answers:", unsure);
  return missing.empty() && unused.empty() && unsure.empty() ? kExitOk : kExitFindings;
}

// The journal says why; where it is off, or its world has ended, the kinds of answer are left.
void TellRefused(App& app, const std::vector<CoverageReport>& reports, int code) {
  const auto requests = RefusedRequests(app);
  PrintLines("the command ended with exit code " + std::to_string(code) + "; refused were:",
             requests.empty() ? Refused(reports) : requests);
}

void StayAlive(const App& app, int code) {
  std::cerr << "grafake exec: the command ended with exit code " << code << "; the server stays at " << app.url()
            << " (control: " << app.url() << "_grafake/) until this process (" << getpid() << ") is told to end\n";
  AwaitEndSignal();
}

// What follows the command; the result is the exit code of all.
int Conclude(const ExecOrder& order, App& app, int code) {
  const bool wanted = code != kExitOk || order.Watches();
  const auto reports = wanted ? CoverageOfAll(app, false) : std::vector<CoverageReport>();
  const bool written = WriteReports(order, app, reports);
  if (code != kExitOk) {
    TellRefused(app, reports, code);
    if (order.keep_alive) StayAlive(app, code);
    return code;
  }
  const int judged = JudgePassed(order, app);
  return written || judged != kExitOk ? judged : kExitFailed;
}

int RunOrder(const ExecOrder& order, const Start& start, const Environment& environment) {
  App app(start.app, [](const std::string& /*line*/) {});
  app.TellReady();
  const std::string token = ExecTokenIn(app.planted());
  const int code = RunChild(order.command, VariablesOf(app, start.app, token, environment));
  return Conclude(order, app, code);
}

// Once, while a server of its own says it in its log, too; and standard output is the command's.
int RefuseToStart(const StartRefusal& refusal) {
  std::cerr << (refusal.message.empty() ? refusal.standard_error : "grafake exec: " + refusal.message + "\n")
            << std::flush;
  return kExitNoServer;
}

int Execute(const ExecOrder& order, CommandLine line, const Environment& environment) {
  BlockHandedOnSignals();
  if (line.end.with_input) return RefuseOrder("--exit-with-stdin is not for exec: standard input is the command's");
  const EndWatch watch(line.end);
  std::signal(SIGPIPE, SIG_IGN);
  EndWithWordsWhenAFileIsShortened(kExitShortened);
  if (!line.port) line.port = 0;  // whatever files and variables say, other runs may be under way
  auto start = PrepareStart(line, environment, DialNetwork);
  if (!start) return RefuseToStart(start.error());
  std::cerr << start->remarks << std::flush;
  if (start->app.control.who == ControlFor::kNobody && order.Watches())
    return RefuseOrder("--strict, --coverage, --har and --min-fidelity need [grafake] control, which is off");
  start->app.make_world = WorldSettingsLike(line, environment);
  start->app.plants = ExecPlants(start->app.instance, *ParseRole(order.token_role));
  return RunOrder(order, *start, environment);
}

}  // namespace

int RunExec(const std::vector<std::string>& words, const Environment& environment) try {
  const auto order = ReadExecOrder(words);
  if (!order) return RefuseOrder(order.error());
  const auto line = ParseMixedCommandLine(order->flags);
  if (!line) return RefuseOrder(line.error());
  return Execute(*order, *line, environment);
} catch (const StartFailed& e) {
  return RefuseToStart(RefusalOf(e.error()));
} catch (const Poco::Exception& e) {
  return RefuseToStart(RefusalOf({.message = e.displayText()}));
} catch (const std::exception& e) {
  return RefuseToStart(RefusalOf({.message = e.what()}));
}

}  // namespace grafake::server
