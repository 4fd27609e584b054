#include "conformance/suite/supervisor.h"

#include <algorithm>
#include <cstdlib>
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

namespace grafake::conformance {
namespace {

using nlohmann::json;

using Clock = std::chrono::steady_clock;

constexpr auto kSilence = std::chrono::seconds(240);  // no case is that long without a word
constexpr auto kInterruptionGlance =
    std::chrono::milliseconds(100);  // between two looks at whether the run is interrupted
constexpr const char* kInterrupted = "the run was interrupted before it";

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
  Share(Assignment assignment, std::string program, const Watcher& watcher)
      : assignment_(std::move(assignment)), program_(std::move(program)), watcher_(watcher) {}

  std::string Run() {
    while (!assignment_.ids.empty() && why_not_.empty()) {
      if (IsInterrupted()) {
        GiveUp(Outcome::kHarnessError, kInterrupted);
      } else {
        RunProcess();
      }
    }
    TellWhatIsLeft();
    return why_not_;
  }

 private:
  void RunProcess() {
    begun_.clear();
    got_on_ = false;
    EventPipe pipe(assignment_.directory + "/events");
    const auto process = ProcessGroup::Start({.words = {program_, "work"},
                                              .variables = Environment(assignment_),
                                              .output = assignment_.directory + "/events"});
    if (!process) return GiveUp(Outcome::kHarnessError, "the worker could not be started: " + process.error());
    bool talks = true;
    while (talks && !assignment_.ids.empty() && why_not_.empty()) {
      const auto line = NextLine(pipe, **process);
      talks = line.has_value();
      if (talks) Take(*line);
    }
    if (talks) (void)(*process)->EndsWithin(kSilence);  // its end removes servers and an empty ledger
    if (!assignment_.ids.empty() && why_not_.empty()) Bury(pipe.Ended());
  }

  // What the worker says next; nothing when it is gone or silent. An interrupted run lets it end the case that it is
  // in.
  std::optional<std::string> NextLine(EventPipe& pipe, const ProcessGroup& process) {
    bool told = false;
    for (const auto deadline = Clock::now() + kSilence; Clock::now() < deadline;) {
      if (auto line = pipe.Line(kInterruptionGlance); line || pipe.Ended()) return line;
      if (IsInterrupted() && !std::exchange(told, true)) process.Terminate();
    }
    return std::nullopt;
  }

  // What could not be removed stands in the ledger, and what a worker made that nobody followed.
  void TellWhatIsLeft() const {
    const auto ledger = ReadLedger(assignment_.ledger);
    if (!assignment_.attached || !ledger) return;
    for (const Made& made : ledger->left) watcher_.left(made.kind + " " + made.name);
  }

  void Take(const std::string& line) {
    const json event = json::parse(line, nullptr, false);
    if (!event.is_object() || !event.contains("event")) {
      said_ = line;
    } else if (event["event"] == "target") {
      watcher_.target(event["version"], event["url"]);
    } else if (event["event"] == "begin") {
      begun_ = event["id"];
    } else if (event["event"] == "end") {
      if (!assignment_.attached) {
        for (const std::string thing : event["left"]) watcher_.left(thing);
      }
      Report(event["result"]);
    } else {
      why_not_ = event["why"];
      GiveUp(Outcome::kBlocked, why_not_);
    }
  }

  // The worker is gone before its time.
  void Bury(bool ended) {
    const std::string why = ended ? "the worker ended while it ran" : "the worker gave no sign for four minutes";
    if (begun_.empty() && (IsInterrupted() || got_on_)) return;  // between two cases: another takes over
    if (begun_.empty()) return GiveUp(Outcome::kHarnessError, "the worker ended before it began: " + said_);
    Report({.id = begun_, .outcome = Outcome::kHarnessError, .reason = Secrets().Masked(why + ". " + said_)});
  }

  void GiveUp(Outcome outcome, const std::string& why) {
    for (const auto& id : std::vector<std::string>(assignment_.ids))
      Report({.id = id, .outcome = outcome, .reason = why});
  }

  void Report(const CheckResult& result) {
    std::erase(assignment_.ids, result.id);
    begun_.clear();
    got_on_ = true;
    watcher_.result(result);
  }

  Assignment assignment_;
  std::string program_;
  const Watcher& watcher_;
  std::string begun_;
  bool got_on_ = false;  // this worker has brought a result
  std::string said_;     // the last line that was no event
  std::string why_not_;
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

}  // namespace

std::string Supervise(const Assignment& assignment, const std::string& program, unsigned jobs, const Watcher& watcher) {
  std::mutex mutex;
  std::string why_not;
  const auto locked = [&](const auto& call) {
    return [&mutex, &call](const auto&... values) {
      const std::lock_guard lock(mutex);
      call(values...);
    };
  };
  const Watcher serial{locked(watcher.target), locked(watcher.result), locked(watcher.left)};
  {
    std::vector<std::jthread> threads;
    for (Assignment& share : Shares(assignment, jobs)) {
      threads.emplace_back([&, share = std::move(share)] {
        const std::string why = Share(share, program, serial).Run();
        const std::lock_guard lock(mutex);
        if (!why.empty()) why_not = why;
      });
    }
  }
  return why_not;
}

}  // namespace grafake::conformance
