#include <Poco/Exception.h>
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "server/app.h"
#include "server/command_line.h"
#include "server/dial.h"
#include "server/end_watch.h"
#include "server/files.h"
#include "server/log_output.h"
#include "server/start.h"
#include "server/start_failed.h"
#include "server/storage/shortened_files.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"
#include "server/world_settings.h"

namespace grafake::server {
namespace {

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

std::string ReasonOf(int signal, const EndWatch& watch) {
  if (signal == SIGTERM && !watch.reason().empty()) return std::string(watch.reason());
  return std::string("System signal: ") + (signal == SIGINT ? "interrupt" : "terminated");
}

int ServeUntilStopped(const Start& start, const sigset_t& stop, const EndWatch& watch) {
  LogOutput output(STDOUT_FILENO,
                   [&](std::uint64_t lost) { return LossLine(start.app.log, start.app.instance.clock, lost); });
  App app(start.app, [&](const std::string& line) { output.Write(line); });
  output.Write(start.Welcome(app.url()) + "\n");
  app.TellReady();
  int signal = 0;
  sigwait(&stop, &signal);
  app.log().Write(LogLevel::kInfo, "server", "Shutdown started", {{"reason", ReasonOf(signal, watch)}});
  return kExitOk;
}

int RefuseFlags(const std::string& problem) {
  std::cerr << problem << "\n" << Usage() << problem << "\n";
  return kExitFailed;
}

int RefuseStart(const StartError& error) { return Refuse(RefusalOf(error)); }

int StartWith(const CommandLine& line, const Environment& environment) {
  const sigset_t stop = BlockStopSignals();
  const EndWatch watch(line.end);
  EndWithWordsWhenAFileIsShortened(kExitShortened);
  const auto ignored = IgnoredWords(line);
  if (!ignored) return Refuse({.standard_error = "grafake: " + ignored.error() + "\n"});
  for (const std::string& sentence : *ignored) std::cerr << "grafake: " << sentence << "\n";
  // Whoever waits for it must not get an earlier server's URL, also when this one does not come so far.
  if (!line.ready_file.empty()) RemoveLeftFile(line.ready_file);
  auto start = PrepareStart(line, environment, DialNetwork);
  if (!start) return Refuse(start.error());
  start->app.make_world = WorldSettingsLike(line, environment);
  std::cerr << start->remarks << std::flush;
  return ServeUntilStopped(*start, stop, watch);
}

}  // namespace

int RunServe(const std::vector<std::string>& words, const Environment& environment) try {
  const auto line = ParseCommandLine(words);
  if (!line) return RefuseFlags(line.error());
  if (line->show_help) return std::cout << Usage(), kExitOk;
  if (line->show_version) return std::cout << VersionText(line->release) << "\n", kExitOk;
  return StartWith(*line, environment);
} catch (const StartFailed& e) {
  return RefuseStart(e.error());
} catch (const Poco::Exception& e) {
  return RefuseStart({.message = e.displayText()});
} catch (const std::exception& e) {
  return RefuseStart({.message = e.what()});
}

}  // namespace grafake::server
