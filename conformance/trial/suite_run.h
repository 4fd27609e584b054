#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "conformance/report/run_report.h"

namespace grafake::conformance {

struct RunningProcess {
  pid_t id = 0;
  std::string command;  // its words, each with a zero behind it
};

// The built program at work, for tests, with files of its own. Not thread-safe.
class SuiteRun {
 public:
  SuiteRun();
  ~SuiteRun();
  SuiteRun(const SuiteRun&) = delete;
  SuiteRun& operator=(const SuiteRun&) = delete;

  // Begins `grafake-conformance WORDS…`. With "run" it writes its reports to out() and its ledgers to ledgers().
  void Begin(std::vector<std::string> words);

  // Waits for the end: the exit code, 128 and the signal that ended it, or -1 after five minutes.
  int End();

  int Run(std::vector<std::string> words) {
    Begin(std::move(words));
    return End();
  }

  // To the program itself, as a terminal or an operator would.
  void Signal(int signal) const;

  // What it has written to its standard output and error.
  [[nodiscard]] std::string Output() const;
  // What its JSON lines tell, also while it runs.
  [[nodiscard]] RunReport Report() const;
  // How many things are on the target, by the ledgers.
  [[nodiscard]] std::size_t ThingsInLedgers() const;
  // Processes whose command or environment names this run's files; the program itself is one while it runs.
  [[nodiscard]] std::vector<RunningProcess> Processes() const;

  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
  [[nodiscard]] std::filesystem::path out() const { return directory_ / "out"; }
  [[nodiscard]] std::filesystem::path ledgers() const { return directory_ / "ledgers"; }

 private:
  std::filesystem::path directory_;
  pid_t process_ = -1;
};

// Looks again and again, at most so long; true when it holds.
[[nodiscard]] bool Eventually(const std::function<bool()>& holds, double seconds = 60);

}  // namespace grafake::conformance
