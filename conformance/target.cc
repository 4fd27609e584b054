#include "conformance/target.h"

#include <Poco/Environment.h>
#include <Poco/Exception.h>
#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "conformance/interruption.h"
#include "conformance/replace_all.h"
#include "conformance/tail.h"

namespace grafake::conformance {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kStartTime = 180s;  // later releases make hundreds of migrations first
constexpr auto kStopTime = 10s;
constexpr auto kStartGlance = 2ms;  // between two tries to connect to a server that starts
constexpr auto kStopGlance = 20ms;  // between two looks at an interruption

bool Listens(std::uint16_t port) {
  try {
    Poco::Net::StreamSocket socket;
    socket.connect(Poco::Net::SocketAddress("127.0.0.1", port), Poco::Timespan(1, 0));
    return true;
  } catch (const Poco::Exception&) {
    return false;
  }
}

// True when it ends in that time, which an interruption of the run cuts off.
bool EndsInTime(const ProcessGroup& process, std::chrono::milliseconds time) {
  const auto deadline = Clock::now() + time;
  while (!process.EndsWithin(kStopGlance)) {
    if (IsInterrupted() || Clock::now() >= deadline) return false;
  }
  return true;
}

// A scenario's variables are the only ones, besides those that any program may need.
std::vector<std::string> VariableLines(const Variables& environment) {
  std::vector<std::string> lines;
  for (const auto& [name, value] : environment) lines.push_back(name + "=" + value);
  for (const std::string kept : {"PATH", "HOME"}) {
    const char* value = std::getenv(kept.c_str());
    if (value != nullptr && !environment.contains(kept)) lines.push_back(kept + "=" + value);
  }
  return lines;
}

}  // namespace

std::vector<std::string> CommandWords(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  char quote = 0;
  bool begun = false;
  for (const char c : text) {
    if (quote != 0 ? c == quote : c == '\'' || c == '"') {
      quote = quote != 0 ? '\0' : c;
      begun = true;
    } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
      if (begun) words.push_back(std::exchange(word, {}));
      begun = false;
    } else {
      word += c;
      begun = true;
    }
  }
  if (begun) words.push_back(word);
  return words;
}

Target::Target(TargetCommand command, std::filesystem::path directory)
    : command_(std::move(command)), directory_(std::move(directory)) {
  std::filesystem::create_directories(directory_ / "data");
}

std::string Target::Filled(std::string word) const {
  ReplaceAll(word, "{ini}", (directory_ / "custom.ini").string());
  ReplaceAll(word, "{data}", (directory_ / "data").string());
  ReplaceAll(word, "{home}", directory_.string());
  ReplaceAll(word, "{port}", std::to_string(port()));
  return word;
}

tl::expected<void, std::string> Target::Start(const Variables& environment, const std::string& ini,
                                              const std::vector<std::string>& arguments) {
  std::ofstream(directory_ / "custom.ini", std::ios::binary) << ini << command_.ini_suffix;
  ProcessCommand command{.variables = VariableLines(environment), .output = directory_ / "output"};
  for (const std::string& word : command_.words) command.words.push_back(Filled(word));
  command.words.insert(command.words.end(), arguments.begin(), arguments.end());
  auto started = StartOnce(command);
  // "Address already in use" in C's words and in Go's: it cannot share the port with us.
  if (started || LastLines().find("ddress already in use") == std::string::npos) return started;
  port_.Release();
  return StartOnce(command);
}

tl::expected<void, std::string> Target::StartOnce(const ProcessCommand& command) {
  process_.reset();
  exit_code_.reset();
  auto process = ProcessGroup::Start(command);
  if (!process) return tl::unexpected("the server could not be started: " + process.error());
  process_ = *std::move(process);
  auto listening = AwaitListening();
  if (!listening) {
    exit_code_ = process_->ExitCode();
    process_.reset();
  }
  return listening;
}

tl::expected<void, std::string> Target::AwaitListening() const {
  const auto deadline = Clock::now() + kStartTime;
  while (!Listens(port())) {
    if (process_->EndsWithin(kStartGlance))
      return tl::unexpected("the server ended before it listened\n" + LastLines());
    if (IsInterrupted()) return tl::unexpected(std::string("the run was interrupted"));
    if (Clock::now() > deadline)
      return tl::unexpected("the server did not listen on port " + std::to_string(port()) + " within three minutes\n" +
                            LastLines());
  }
  // Someone else may have answered on a port that had to be released.
  if (process_->EndsWithin(0ms)) return tl::unexpected("the server ended as it began\n" + LastLines());
  return {};
}

tl::expected<void, std::string> Target::Stop() {
  const auto process = std::move(process_);
  if (!process) return {};
  process->Terminate();
  if (EndsInTime(*process, kStopTime)) return {};
  if (IsInterrupted()) return tl::unexpected(std::string("the run was interrupted"));
  return tl::unexpected(std::string("the server did not stop within ten seconds of SIGTERM"));
}

bool Target::Ended() const { return !process_ || EndsInTime(*process_, 1s); }

std::optional<int> Target::exit_code() const { return process_ ? process_->ExitCode() : exit_code_; }

std::size_t Target::OutputSize() const {
  std::error_code none;
  const auto size = std::filesystem::file_size(directory_ / "output", none);
  return none ? 0 : static_cast<std::size_t>(size);
}

std::string Target::OutputFrom(std::size_t begin) const {
  constexpr std::size_t kRead = std::size_t{1} << 20U;
  return TailOf(directory_ / "output", std::min(kRead, OutputSize() - std::min(begin, OutputSize())));
}

std::string Target::LastLines() const {
  constexpr std::size_t kShown = 2000;
  return (OutputSize() > kShown ? "…" : "") + TailOf(directory_ / "output", kShown);
}

Variables Target::Place() const {
  std::string home = directory_.string();
  for (std::size_t i = 0; i + 1 < command_.words.size(); ++i) {
    if (command_.words[i].ends_with("-homepath")) home = Filled(command_.words[i + 1]);
  }
  return {{"port", std::to_string(port())},
          {"host", Poco::Environment::nodeName()},
          {"dir", directory_.string()},
          {"home", home}};
}

}  // namespace grafake::conformance
