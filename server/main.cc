#include <Poco/Exception.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "server/app.h"
#include "server/command_line.h"
#include "server/config_command.h"
#include "server/dial.h"
#include "server/lies/lie.h"
#include "server/log_output.h"
#include "server/start.h"

namespace {

using namespace grafake::server;

constexpr int kFailed = 1;  // Grafana's exit code for everything that keeps it from starting

// Blocked before any thread starts, so that all threads inherit it and sigwait() gets them.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGHUP, SIG_IGN);
  return signals;
}

// Memory holds passwords and tokens; a core file would hold them too.
void LeaveNoCore() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

// Were standard output closed, the next file opened would take its place: the log would be written into the database.
void KeepStandardStreams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) < 0) (void)open("/dev/null", O_RDWR);
  }
}

int Serve(const Start& start, const sigset_t& stop) {
  LogOutput output(STDOUT_FILENO,
                   [&](std::uint64_t lost) { return LossLine(start.app.log, start.app.instance.clock, lost); });
  App app(start.app, [&](const std::string& line) { output.Write(line); });
  output.Write(start.Welcome(app.url()) + "\n");
  app.TellReady();
  int signal = 0;
  sigwait(&stop, &signal);
  app.log().Write(LogLevel::kInfo, "server", "Shutdown started",
                  {{"reason", std::string("System signal: ") + (signal == SIGINT ? "interrupt" : "terminated")}});
  return 0;
}

// Says why it cannot start where and how Grafana says it.
int Refuse(const StartRefusal& refusal) {
  std::cout << refusal.standard_output << std::flush;
  std::cerr << refusal.standard_error << std::flush;
  return refusal.exit_code;
}

int Run(const CommandLine& line, const sigset_t& stop) {
  const auto start = PrepareStart(line, EnvironmentOf(environ), DialNetwork);
  if (!start) return Refuse(start.error());
  return Serve(*start, stop);
}

// A verb that prints one text and takes nothing more.
int Print(const std::string& verb, const std::vector<std::string>& rest, std::string (*text)()) {
  if (rest.empty()) return std::cout << text(), 0;
  if (const auto line = ParseCommandLine(rest); line && line->show_help) return std::cout << Usage(), 0;
  std::cerr << "grafake " << verb << " takes nothing more, not even '" << rest[0] << "'\n";
  return kFailed;
}

}  // namespace

int main(int argc, char** argv) try {
  KeepStandardStreams();
  LeaveNoCore();
  const sigset_t stop = BlockStopSignals();
  const std::vector<std::string> words(argv + 1, argv + argc);
  const std::string verb = words.empty() ? "" : words[0];
  const std::vector<std::string> rest(words.empty() ? words.begin() : words.begin() + 1, words.end());
  if (verb == "routes") return Print(verb, rest, RoutesText);
  if (verb == "lies") return Print(verb, rest, LiesText);
  if (verb == "config") return RunConfigCommand(rest, EnvironmentOf(environ), std::cout, std::cerr);
  const auto line = ParseCommandLine(words);
  if (!line) {
    std::cerr << line.error() << "\n" << Usage() << line.error() << "\n";
    return kFailed;
  }
  if (line->show_help) {
    std::cout << Usage();
    return 0;
  }
  if (line->show_version) {
    std::cout << VersionText(line->release) << "\n";
    return 0;
  }
  return Run(*line, stop);
} catch (const StartLogged&) {
  return kFailed;
} catch (const ListenFailed& e) {
  std::cerr << e.what() << "\n";
  return kFailed;
} catch (const Poco::Exception& e) {
  std::cerr << "Failed to start grafana. error: " << e.displayText() << "\n" << e.displayText() << "\n";
  return kFailed;
} catch (const std::exception& e) {
  std::cerr << "Failed to start grafana. error: " << e.what() << "\n" << e.what() << "\n";
  return kFailed;
}
