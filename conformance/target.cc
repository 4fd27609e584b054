#include "conformance/target.h"

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

namespace grafake::conformance {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kStartTime = 60s;
constexpr auto kStopTime = 10s;
constexpr auto kGlance = 2ms;  // between two looks at a process that starts or stops

std::uint16_t FreePort() { return Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)).address().port(); }

bool Listens(std::uint16_t port) {
  try {
    Poco::Net::StreamSocket socket;
    socket.connect(Poco::Net::SocketAddress("127.0.0.1", port), Poco::Timespan(1, 0));
    return true;
  } catch (const Poco::Exception&) {
    return false;
  }
}

void ReplaceAll(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::vector<char*> Pointers(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

// In the child, between fork and exec: nothing here may allocate.
[[noreturn]] void Become(const std::vector<char*>& words, const std::vector<char*>& variables, int output) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execvpe(words[0], words.data(), variables.data());
  _exit(127);
}

std::vector<std::string> VariableLines(const Variables& environment) {
  std::vector<std::string> lines;
  for (const char* kept : {"PATH", "HOME"}) {
    const char* value = std::getenv(kept);
    if (value != nullptr) lines.push_back(std::string(kept) + "=" + value);
  }
  for (const auto& [name, value] : environment) lines.push_back(name + "=" + value);
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

std::vector<std::string> Target::FilledWords(const std::vector<std::string>& arguments) const {
  std::vector<std::string> words = command_.words;
  words.insert(words.end(), arguments.begin(), arguments.end());
  for (std::string& word : words) {
    ReplaceAll(word, "{ini}", (directory_ / "custom.ini").string());
    ReplaceAll(word, "{data}", data().string());
    ReplaceAll(word, "{home}", (directory_ / "home").string());
    ReplaceAll(word, "{log}", (directory_ / "log").string());
    ReplaceAll(word, "{port}", std::to_string(port_));
  }
  return words;
}

tl::expected<void, std::string> Target::Start(const Variables& environment, const std::string& ini,
                                              const std::vector<std::string>& arguments) {
  std::filesystem::create_directories(directory_ / "home");
  std::ofstream(directory_ / "custom.ini", std::ios::binary) << ini << command_.ini_suffix;
  port_ = FreePort();
  std::vector<std::string> words = FilledWords(arguments);
  std::vector<std::string> variables = VariableLines(environment);
  const auto word_pointers = Pointers(words);
  const auto variable_pointers = Pointers(variables);
  const int output = open((directory_ / "output").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  process_ = fork();
  if (process_ == 0) Become(word_pointers, variable_pointers, output);
  close(output);
  if (process_ < 0) return tl::unexpected(std::string("no process could be started"));
  return AwaitListening();
}

bool Target::Exited() {
  if (process_ < 0) return true;
  if (waitpid(process_, nullptr, WNOHANG) != process_) return false;
  process_ = -1;
  return true;
}

tl::expected<void, std::string> Target::AwaitListening() {
  const auto end = Clock::now() + kStartTime;
  while (Clock::now() < end) {
    if (Exited()) return tl::unexpected("the server ended before it listened\n" + LastLines());
    if (Listens(port_)) return {};
    std::this_thread::sleep_for(kGlance);
  }
  return tl::unexpected("the server did not listen within a minute\n" + LastLines());
}

void Target::Stop() {
  if (process_ < 0) return;
  const pid_t group = process_;
  kill(process_, SIGTERM);
  const auto end = Clock::now() + kStopTime;
  while (!Exited() && Clock::now() < end) std::this_thread::sleep_for(kGlance);
  kill(-group, SIGKILL);
  if (process_ >= 0) waitpid(process_, nullptr, 0);
  process_ = -1;
}

std::string Target::LastLines() const {
  std::ifstream file(directory_ / "output", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return text.size() > 2000 ? "…" + text.substr(text.size() - 2000) : text;
}

}  // namespace grafake::conformance
