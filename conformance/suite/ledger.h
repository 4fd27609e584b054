#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace grafake::conformance {

// Something that a case made on the target and that has to go again.
struct Made {
  std::string kind;  // account, key, user, org, team
  std::string name;  // carries the run's id
  std::int64_t org = 0;
  std::int64_t id = 0;  // 0: it was asked for, but the run ended before the answer was read

  bool operator==(const Made&) const = default;
};

// The list, on disk, of what one worker made on one target. A line is written before a thing is asked for, one when it
// is there and one when it is gone, so what a killed run left is known. Gone itself when nothing is left. Locked while
// its worker lives.
class Ledger {
 public:
  // Goes on with a file that is there. Throws std::runtime_error when it cannot be written.
  Ledger(std::filesystem::path file, const std::string& url);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  void Asked(const Made& made);
  void Exists(const Made& made);
  void Gone(const Made& made);

  // What is there, the last first: what a worker that died has left to the next one, at first.
  [[nodiscard]] std::vector<Made> Left() const { return {open_.rbegin(), open_.rend()}; }

 private:
  void Write(const std::string& event, const Made& made);

  std::filesystem::path file_;
  std::ofstream out_;
  int lock_ = -1;
  std::vector<Made> open_;
};

struct LedgerContent {
  std::string url;
  std::vector<Made> left;  // in the order in which they were made
};

// True when a run that still lives holds it.
[[nodiscard]] bool IsLocked(const std::filesystem::path& file);

// Until when a target may still be making what a run asked for that died with this ledger.
[[nodiscard]] std::chrono::steady_clock::time_point MakingUntil(const std::filesystem::path& file);

// Reads what another run left. The last line may be cut off.
[[nodiscard]] tl::expected<LedgerContent, std::string> ReadLedger(const std::filesystem::path& file);

// Where ledgers are kept when no flag says so: below $XDG_STATE_HOME or ~/.local/state.
[[nodiscard]] std::filesystem::path LedgerDirectory();

}  // namespace grafake::conformance
