#include "conformance/suite/ledger.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace grafake::conformance {
namespace {

using nlohmann::json;

constexpr auto kSlowest = std::chrono::seconds(10);  // in which a target makes what it was asked for, or never

bool IsSame(const Made& a, const Made& b) { return a.kind == b.kind && a.name == b.name && a.org == b.org; }

// An id that is known now replaces the entry that was only asked for; entries with different ids are different things.
void TakeIn(std::vector<Made>& left, const Made& made) {
  const auto asked =
      std::ranges::find_if(left, [&](const Made& entry) { return IsSame(entry, made) && entry.id == 0; });
  if (asked != left.end()) {
    asked->id = made.id;
  } else {
    left.push_back(made);
  }
}

void Strike(std::vector<Made>& left, const Made& made) {
  const auto found = std::ranges::find(left, made);
  if (found != left.end()) left.erase(found);
}

void Apply(LedgerContent& content, const json& line) {
  const std::string event = line.at("event");
  if (event == "run") {
    content.url = line.at("url");
    return;
  }
  const Made made{line.at("kind"), line.at("name"), line.at("org"), line.at("id")};
  if (event == "asked") content.left.push_back(made);
  if (event == "exists") TakeIn(content.left, made);
  if (event == "gone") Strike(content.left, made);
}

}  // namespace

Ledger::Ledger(std::filesystem::path file, const std::string& url) : file_(std::move(file)) {
  std::filesystem::create_directories(file_.parent_path());
  if (auto before = ReadLedger(file_)) open_ = std::move(before->left);
  out_.open(file_, std::ios::app);
  lock_ = open(file_.c_str(), O_RDONLY | O_CLOEXEC);
  if (!out_ || flock(lock_, LOCK_EX) != 0) throw std::runtime_error(file_.string() + ": the ledger cannot be written");
  out_ << json{{"event", "run"}, {"url", url}} << std::endl;
}

Ledger::~Ledger() {
  std::error_code ignored;
  if (open_.empty()) std::filesystem::remove(file_, ignored);
  close(lock_);
}

bool IsLocked(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool locked = descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0;
  if (descriptor >= 0) close(descriptor);
  return locked;
}

void Ledger::Write(const std::string& event, const Made& made) {
  out_ << json{{"event", event}, {"kind", made.kind}, {"name", made.name}, {"org", made.org}, {"id", made.id}}.dump(
              -1, ' ', false, json::error_handler_t::replace)
       << std::endl;
  if (!out_) throw std::runtime_error(file_.string() + ": the ledger cannot be written");
}

void Ledger::Asked(const Made& made) {
  Write("asked", made);
  open_.push_back(made);
}

void Ledger::Exists(const Made& made) {
  Write("exists", made);
  TakeIn(open_, made);
}

void Ledger::Gone(const Made& made) {
  Write("gone", made);
  Strike(open_, made);
}

std::chrono::steady_clock::time_point MakingUntil(const std::filesystem::path& file) {
  std::error_code missing;
  const auto last_line = std::filesystem::last_write_time(file, missing);
  if (missing) return {};
  const auto age = std::filesystem::file_time_type::clock::now() - last_line;
  return std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::milliseconds>(kSlowest - age);
}

tl::expected<LedgerContent, std::string> ReadLedger(const std::filesystem::path& file) try {
  std::ifstream in(file);
  if (!in) return tl::unexpected(file.string() + ": cannot be read");
  LedgerContent content;
  for (std::string line; std::getline(in, line);) {
    const json read = json::parse(line, nullptr, false);
    if (!read.is_discarded()) Apply(content, read);
  }
  return content;
} catch (const json::exception&) {
  return tl::unexpected(file.string() + ": is no ledger");
}

std::filesystem::path LedgerDirectory() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && *state != '\0') return std::filesystem::path(state) / "grafake-conformance";
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home == nullptr ? "/tmp" : home) / ".local/state/grafake-conformance";
}

}  // namespace grafake::conformance
