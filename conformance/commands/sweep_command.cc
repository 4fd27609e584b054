#include "conformance/commands/sweep_command.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <ranges>

#include "conformance/complaint.h"
#include "conformance/replay_command.h"
#include "conformance/shown.h"
#include "conformance/suite/creations.h"
#include "conformance/suite/ledger.h"
#include "conformance/suite/probe.h"

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;

// Things are removed in an order that leaves orgs to the end: what is in them could not be reached afterwards.
class Sweeper {
 public:
  Sweeper(Endpoint endpoint, std::string admin) : endpoint_(std::move(endpoint)), admin_(std::move(admin)) {}

  bool RemoveAll(std::vector<Made> things, std::chrono::steady_clock::time_point look_until = {}) {
    std::ranges::stable_partition(things, [](const Made& made) { return made.kind != "org"; });
    bool all = true;
    for (const Made& made : things) {
      const bool gone = Remove(endpoint_, admin_, made, {}, look_until);
      std::cout << (gone ? "removed " : "could not be removed: ") << Shown(made.kind) << " " << Shown(made.name)
                << "\n";
      ++(gone ? removed_ : left_);
      all = all && gone;
    }
    return all;
  }

  bool SweepNames(std::int64_t org, const std::string& prefix) {
    bool all = true;
    for (const Made& made : NamedLike(endpoint_, admin_, org, prefix)) {
      if (made.kind == "org" && made.id != org) all = SweepInside(made.id, prefix) && all;
    }
    return RemoveAll(NamedLike(endpoint_, admin_, org, prefix)) && all;
  }

  void SweepLedgers(const fs::path& directory) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(directory, none)) {
      const auto content = ReadLedger(entry.path());
      if (!content || content->url != endpoint_.Url()) continue;
      if (IsLocked(entry.path())) {
        std::cout << "its run is under way: " << entry.path().string() << "\n";
      } else if (RemoveAll({content->left.rbegin(), content->left.rend()}, MakingUntil(entry.path()))) {
        fs::remove(entry.path());
      }
    }
  }

  int End() const {
    std::cout << removed_ << " removed, " << left_ << " left\n";
    return left_ == 0 ? kEqual : kDifferent;
  }

 private:
  // Users are the server's, not an org's: they go with the outer sweep.
  bool SweepInside(std::int64_t org, const std::string& prefix) {
    auto things = NamedLike(endpoint_, admin_, org, prefix);
    std::erase_if(things, [](const Made& made) { return made.kind == "org" || made.kind == "user"; });
    return RemoveAll(std::move(things));
  }

  Endpoint endpoint_;
  std::string admin_;
  std::size_t removed_ = 0;
  std::size_t left_ = 0;
};

}  // namespace

int RunSweep(const SweepOptions& options) {
  const auto target = Probe(options.target, options.administrator, "", true);
  if (!target) return Complain(kNoTarget, Shown(target.error()));
  Sweeper sweeper(options.target, options.administrator);
  if (options.run.empty()) {
    sweeper.SweepLedgers(options.ledger.empty() ? LedgerDirectory() : fs::path(options.ledger));
  } else {
    (void)sweeper.SweepNames(target->org, options.run == "all" ? "cf-" : "cf-" + options.run + "-");
  }
  return sweeper.End();
}

}  // namespace grafake::conformance
