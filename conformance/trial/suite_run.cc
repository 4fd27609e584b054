#include "conformance/trial/suite_run.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include "conformance/report/json_lines.h"
#include "conformance/run.h"
#include "conformance/suite/ledger.h"

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// Nothing where there is no file, or where it goes while it is read: those of a process that ends.
std::string TextOf(const fs::path& path) try {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
} catch (const std::ios_base::failure&) {
  return {};
}

bool IsNumber(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

// In the child, which becomes the program.
[[noreturn]] void Become(std::vector<std::string> words, const std::string& directory) {
  const int output = open((directory + "/output").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  setenv("TMPDIR", directory.c_str(), 1);
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  execv(pointers[0], pointers.data());
  _exit(127);
}

}  // namespace

SuiteRun::SuiteRun() : directory_(NewTemporaryDirectory()) {}

SuiteRun::~SuiteRun() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

void SuiteRun::Begin(std::vector<std::string> words) {
  if (words.at(0) == "run") {
    for (const std::string& more : {std::string("--out"), out().string(), std::string("--ledger"), ledgers().string()})
      words.push_back(more);
  }
  words.insert(words.begin(), GRAFAKE_CONFORMANCE);
  process_ = fork();
  if (process_ == 0) Become(std::move(words), directory_.string());
}

int SuiteRun::End() {
  int status = 0;
  if (!Eventually([&] { return waitpid(process_, &status, WNOHANG) == process_; }, 300)) return -1;
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void SuiteRun::Signal(int signal) const { kill(process_, signal); }

std::string SuiteRun::Output() const { return TextOf(directory_ / "output"); }

RunReport SuiteRun::Report() const {
  std::ifstream lines(out() / "results.jsonl");
  return ReadJsonLines(lines).value_or(RunReport{});
}

std::size_t SuiteRun::ThingsInLedgers() const {
  std::size_t count = 0;
  std::error_code none;
  for (const auto& file : fs::directory_iterator(ledgers(), none)) {
    if (const auto content = ReadLedger(file.path())) count += content->left.size();
  }
  return count;
}

std::vector<RunningProcess> SuiteRun::Processes() const {
  std::vector<RunningProcess> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    if (!IsNumber(entry.path().filename())) continue;
    const std::string command = TextOf(entry.path() / "cmdline");
    const std::string known = command + TextOf(entry.path() / "environ");
    if (known.find(directory_.string()) != std::string::npos)
      found.push_back({std::stoi(entry.path().filename()), command});
  }
  return found;
}

bool Eventually(const std::function<bool()>& holds, double seconds) {
  const auto deadline = Clock::now() + std::chrono::duration<double>(seconds);
  while (!holds()) {
    if (Clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace grafake::conformance
