#include "conformance/suite/supervisor.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <utility>

#include "conformance/interruption.h"
#include "conformance/process_group.h"
#include "conformance/secrets.h"
#include "conformance/suite/event_pipe.h"
#include "conformance/suite/ledger.h"
#include "conformance/suite/worker_event.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;

using Clock = std::chrono::steady_clock;

constexpr auto kSilence = std::chrono::seconds(240);               // no case is that long without a word
constexpr auto kEndOfWorker = std::chrono::milliseconds(700);      // what an interrupted one gets to clean up
constexpr auto kSupervisorGlance = std::chrono::milliseconds(25);  // between two looks at an interruption
constexpr const char* kInterrupted = "the run was interrupted";

// A case that is to be run again, alone, and why.
struct Again {
  std::string id;
  std::string crowded;
};

std::vector<std::string> Environment(const Assignment& assignment) {
  std::vector<std::string> lines = {std::string(kAssignmentVariable) + "=" + json(assignment).dump()};
  for (const std::string name : {"PATH", "HOME", "TMPDIR"}) {
    if (const char* value = std::getenv(name.c_str()); value != nullptr) lines.push_back(name + "=" + value);
  }
  return lines;
}

// One share of the cases, in one process after the other until each has a result.
class Share {
 public:
  // `again` takes the cases that others' writes have disturbed; none: they are judged as they are.
  Share(Assignment assignment, std::string program, const Watcher& watcher, std::vector<Again>* again)
      : assignment_(std::move(assignment)), program_(std::move(program)), watcher_(watcher), again_(again) {}

  tl::expected<void, std::string> Run() {
    while (!assignment_.ids.empty()) {
      if (IsInterrupted()) {
        ReportAll(Outcome::kNotRun, kInterrupted);
      } else {
        RunProcess();
      }
    }
    TellWhatIsLeft();
    if (no_target_) return tl::unexpected(*no_target_);
    return {};
  }

 private:
  void RunProcess() {
    running_.clear();
    has_ended_a_case_ = false;
    EventPipe pipe(assignment_.directory + "/events");
    const auto process = ProcessGroup::Start({.words = {program_, "work"},
                                              .variables = Environment(assignment_),
                                              .output = assignment_.directory + "/events"});
    if (!process) return ReportAll(Outcome::kHarnessError, "the worker could not be started: " + process.error());
    bool talks = true;
    while (talks && !assignment_.ids.empty()) {
      const auto line = NextLine(pipe, **process);
      talks = line.has_value();
      if (talks) TakeLine(*line);
    }
    // Its end removes servers and an empty ledger.
    if (talks && !refused_)
      (void)(*process)->EndsWithin(IsInterrupted() ? kEndOfWorker : std::chrono::milliseconds(kSilence));
    if (!assignment_.ids.empty()) AccountForLostWorker(pipe.Ended());
  }

  // What the worker says next; nothing when it is gone or silent. An interrupted run lets it clean up after the case
  // that it is in.
  std::optional<std::string> NextLine(EventPipe& pipe, const ProcessGroup& process) {
    auto deadline = Clock::now() + kSilence;
    for (bool told = false; Clock::now() < deadline;) {
      if (auto line = pipe.Line(kSupervisorGlance); line || pipe.Ended()) return line;
      if (!IsInterrupted() || told) continue;
      told = true;
      process.Terminate();
      deadline = Clock::now() + kEndOfWorker;
    }
    return std::nullopt;
  }

  // What could not be removed stands in the ledger, and what a worker made that nobody followed.
  void TellWhatIsLeft() const {
    const auto ledger = ReadLedger(assignment_.ledger);
    if (!assignment_.attached || !ledger) return;
    for (const Made& made : ledger->left) watcher_.left(made.kind + " " + made.name);
  }

  void TakeLine(const std::string& line) {
    if (!IsEvent(line)) {
      last_talk_ = line;
    } else if (const auto event = ReadEvent(line)) {
      std::visit([this](const auto& one) { Take(one); }, *event);
    } else {
      Refuse(event.error());
    }
  }

  void Take(const TargetSeen& seen) { watcher_.target(seen.version, seen.url); }

  void Take(const CaseBegun& begun) { running_ = begun.id; }

  void Take(const CaseEnded& ended) {
    if (!assignment_.attached) {
      for (const std::string& thing : ended.left) watcher_.left(thing);
    }
    if (std::ranges::find(assignment_.ids, ended.result.id) == assignment_.ids.end())
      return Refuse("the worker ended '" + ended.result.id + "', which is not its own");
    if (again_ == nullptr || ended.crowded.empty()) return Report(ended.result);
    again_->push_back({ended.result.id, ended.crowded});
    Settle(ended.result.id);
  }

  void Take(const NoTarget& none) {
    if (IsInterrupted()) return;  // It was not looked for to the end; Run() tells it of every case.
    no_target_ = none.why;
    ReportAll(Outcome::kBlocked, none.why);
  }

  // The worker is gone, or silent, before its time.
  void AccountForLostWorker(bool ended) {
    if (IsInterrupted()) return;  // Run() tells it of every case
    const std::string why = ended ? "the worker ended while it ran"
                                  : "the worker gave no sign for " + std::to_string(kSilence.count()) + " s";
    if (running_.empty() && has_ended_a_case_) return;  // between two cases: another takes over
    if (running_.empty()) return ReportAll(Outcome::kHarnessError, "the worker ended before it began: " + last_talk_);
    Report({.id = running_, .outcome = Outcome::kHarnessError, .reason = Secrets().Masked(why + ". " + last_talk_)});
  }

  // It is none of our workers: nothing that it says counts any more.
  void Refuse(const std::string& why) {
    refused_ = true;
    ReportAll(Outcome::kHarnessError, why);
  }

  void ReportAll(Outcome outcome, const std::string& why) {
    for (const auto& id : std::vector<std::string>(assignment_.ids))
      Report({.id = id, .outcome = outcome, .reason = why});
  }

  void Report(const CheckResult& result) {
    Settle(result.id);
    watcher_.result(result);
  }

  void Settle(const std::string& id) {
    std::erase(assignment_.ids, id);
    running_.clear();
    has_ended_a_case_ = true;
  }

  Assignment assignment_;
  std::string program_;
  const Watcher& watcher_;
  std::vector<Again>* again_;
  std::string running_;            // the case that is under way
  bool has_ended_a_case_ = false;  // this worker has
  bool refused_ = false;
  std::string last_talk_;                 // the last line that was no event
  std::optional<std::string> no_target_;  // why there is none
};

std::vector<Assignment> Shares(const Assignment& whole, std::size_t jobs) {
  std::vector<Assignment> shares(std::min(jobs, std::max<std::size_t>(1, whole.ids.size())), whole);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    Assignment& share = shares[i];
    share.directory += "/worker-" + std::to_string(i + 1);
    share.ledger += "-" + std::to_string(i + 1) + ".jsonl";
    share.ids.clear();
    for (std::size_t at = i; at < whole.ids.size(); at += shares.size()) share.ids.push_back(whole.ids[at]);
    std::filesystem::create_directories(share.directory);
  }
  return shares;
}

// Makes calls from several threads come one at a time.
template <class... Values>
std::function<void(const Values&...)> OneAtATime(std::mutex& mutex, const std::function<void(const Values&...)>& call) {
  return [&mutex, &call](const Values&... values) {
    const std::lock_guard lock(mutex);
    call(values...);
  };
}

// Runs the cases again that had to share the target, one after the other, and says so in their results.
void RunAlone(Assignment whole, const std::string& program, const Watcher& watcher, const std::vector<Again>& again) {
  whole.directory += "/alone";
  whole.ledger += "-alone.jsonl";
  whole.ids.clear();
  for (const Again& one : again) whole.ids.push_back(one.id);
  std::filesystem::create_directories(whole.directory);
  Watcher alone = watcher;
  alone.result = [&](CheckResult result) {
    const auto first = std::ranges::find(again, result.id, &Again::id);
    result.reason = "tried again alone: while other cases ran, " + first->crowded + " was answered 500" +
                    (result.reason.empty() ? "" : "; " + result.reason);
    watcher.result(result);
  };
  (void)Share(whole, program, alone, nullptr).Run();
}

}  // namespace

tl::expected<void, std::string> Supervise(const Assignment& assignment, const std::string& program, unsigned jobs,
                                          const Watcher& watcher) {
  std::mutex mutex;
  tl::expected<void, std::string> found;
  std::vector<Again> again;
  const Watcher serial{OneAtATime(mutex, watcher.target), OneAtATime(mutex, watcher.result),
                       OneAtATime(mutex, watcher.left)};
  {
    std::vector<Assignment> shares = Shares(assignment, jobs);
    const bool crowd = shares.size() > 1;
    std::vector<std::jthread> threads;
    for (Assignment& share : shares) {
      threads.emplace_back([&, crowd, share = std::move(share)] {
        std::vector<Again> disturbed;
        const auto ended = Share(share, program, serial, crowd ? &disturbed : nullptr).Run();
        const std::lock_guard lock(mutex);
        again.insert(again.end(), disturbed.begin(), disturbed.end());
        if (!ended) found = ended;
      });
    }
  }
  if (!again.empty()) RunAlone(assignment, program, watcher, again);
  return found;
}

}  // namespace grafake::conformance
