#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "conformance/recording.h"

namespace grafake::conformance {

// How a server is started: words with {ini}, {data}, {home}, {log} and {port} to be filled in.
struct TargetCommand {
  std::vector<std::string> words;
  std::string ini_suffix;  // appended to every scenario's ini
};

// Cuts a command line at blanks; quotes keep blanks together.
[[nodiscard]] std::vector<std::string> CommandWords(const std::string& text);

// A server of a scenario's own: a process with an empty data directory, in a process group of its own, that goes when
// the object goes, and with us when we are killed. Not thread-safe.
class Target {
 public:
  Target(TargetCommand command, std::filesystem::path directory)
      : command_(std::move(command)), directory_(std::move(directory)) {}
  ~Target() { Stop(); }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  // Starts it on the data that is there and waits until it takes connections. The error is a sentence, with the last
  // lines that the server wrote.
  [[nodiscard]] tl::expected<void, std::string> Start(const Variables& environment, const std::string& ini,
                                                      const std::vector<std::string>& arguments);
  // SIGTERM, and SIGKILL when it does not go.
  void Stop();

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::filesystem::path data() const { return directory_ / "data"; }
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }

 private:
  [[nodiscard]] std::vector<std::string> FilledWords(const std::vector<std::string>& arguments) const;
  [[nodiscard]] tl::expected<void, std::string> AwaitListening();
  [[nodiscard]] bool Exited();
  [[nodiscard]] std::string LastLines() const;

  TargetCommand command_;
  std::filesystem::path directory_;
  std::uint16_t port_ = 0;
  pid_t process_ = -1;
};

}  // namespace grafake::conformance
