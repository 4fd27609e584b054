#include "conformance/commands/sweep_command.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <ranges>

#include "conformance/commands/early_end.h"
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
      if (IsInterrupted()) return false;
      const bool gone = Remove(endpoint_, admin_, made, {}, look_until);
      if (!gone && IsInterrupted()) return false;  // it was not tried to the end
      std::cout << (gone ? "removed " : "could not be removed: ") << Shown(made.kind) << " " << Shown(made.name)
                << std::endl;
      ++(gone ? removed_ : left_);
      all = all && gone;
    }
    return all;
  }

  void SweepNames(std::int64_t org, const std::string& prefix) {
    for (const Made& made : Listed(org, prefix)) {
      if (made.kind == "org" && made.id != org) SweepInside(made.id, prefix);
    }
    (void)RemoveAll(Listed(org, prefix));
  }

  void SweepLedgers(const fs::path& directory) {
    std::error_code none;
    std::size_t about_it = 0;
    for (const auto& entry : fs::directory_iterator(directory, none)) {
      const auto content = ReadLedger(entry.path());
      if (!content) Complain(kDifferent, Shown(content.error()));
      if (!content) ++unread_;
      if (!content || content->url != endpoint_.Url()) continue;
      ++about_it;
      if (IsLocked(entry.path())) {
        std::cout << "its run is under way: " << entry.path().string() << std::endl;
      } else if (RemoveAll({content->left.rbegin(), content->left.rend()}, MakingUntil(entry.path()))) {
        fs::remove(entry.path());
      }
    }
    if (about_it == 0)
      std::cout << "no ledger in " << directory.string() << " is about " << endpoint_.Url() << std::endl;
  }

  [[nodiscard]] std::string Removed() const { return std::to_string(removed_) + " removed"; }

  int End() const {
    std::cout << Removed() << ", " << left_ << " left\n";
    return left_ == 0 && unread_ == 0 ? kEqual : kDifferent;
  }

 private:
  // Users are the server's, not an org's: they go with the outer sweep.
  void SweepInside(std::int64_t org, const std::string& prefix) {
    auto things = Listed(org, prefix);
    std::erase_if(things, [](const Made& made) { return made.kind == "org" || made.kind == "user"; });
    (void)RemoveAll(std::move(things));
  }

  // What the target does not list may be there all the same.
  std::vector<Made> Listed(std::int64_t org, const std::string& prefix) {
    if (IsInterrupted()) return {};
    Listing listing = NamedLike(endpoint_, admin_, org, prefix);
    if (IsInterrupted()) return {};
    for (const std::string& unread : listing.unread) Complain(kDifferent, Shown(unread));
    unread_ += listing.unread.size();
    return std::move(listing.things);
  }

  Endpoint endpoint_;
  std::string admin_;
  std::size_t removed_ = 0;
  std::size_t left_ = 0;
  std::size_t unread_ = 0;  // lists and ledgers that could not be read
};

}  // namespace

int RunSweep(const SweepOptions& options) {
  TakeInterruptions();
  LimitRun(options.time_limit);
  const auto target = Probe(options.target, options.administrator, "", true);
  if (IsInterrupted()) return *EarlyEnd("nothing was removed");
  if (!target) return Complain(kNoTarget, Shown(target.error()));
  Sweeper sweeper(options.target, options.administrator);
  if (options.run.empty()) {
    sweeper.SweepLedgers(options.ledger.empty() ? LedgerDirectory() : fs::path(options.ledger));
  } else {
    sweeper.SweepNames(target->org, options.run == "all" ? "cf-" : "cf-" + options.run + "-");
  }
  if (const auto early = EarlyEnd(sweeper.Removed() + "; sweep again for what is still there")) return *early;
  return sweeper.End();
}

}  // namespace grafake::conformance
