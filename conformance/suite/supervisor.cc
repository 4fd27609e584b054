#include "conformance/suite/supervisor.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "conformance/process_group.h"
#include "conformance/secrets.h"
#include "conformance/suite/event_pipe.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;

constexpr auto kSilence = std::chrono::seconds(120);  // no case is that long without a word

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
    while (!assignment_.ids.empty() && why_not_.empty()) RunProcess();
    return why_not_;
  }

 private:
  void RunProcess() {
    begun_.clear();
    EventPipe pipe(assignment_.directory + "/events");
    const auto process = ProcessGroup::Start({.words = {program_, "work"},
                                              .variables = Environment(assignment_),
                                              .output = assignment_.directory + "/events"});
    if (!process) return GiveUp(Outcome::kHarnessError, "the worker could not be started: " + process.error());
    bool talks = true;
    while (talks && !assignment_.ids.empty() && why_not_.empty()) {
      const auto line = pipe.Line(kSilence);
      talks = line.has_value();
      if (talks) Take(*line);
    }
    // Its end removes servers and an empty ledger.
    const bool ended = !talks || (*process)->EndsWithin(kSilence);
    if (!assignment_.ids.empty() && why_not_.empty()) Bury(ended);
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
      for (const std::string thing : event["left"]) watcher_.left(thing);
      Report(event["result"]);
    } else {
      why_not_ = event["why"];
      GiveUp(Outcome::kBlocked, why_not_);
    }
  }

  // The worker is gone before its time.
  void Bury(bool ended) {
    const std::string why = ended ? "the worker ended while it ran" : "the worker gave no sign for two minutes";
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
    watcher_.result(result);
  }

  Assignment assignment_;
  std::string program_;
  const Watcher& watcher_;
  std::string begun_;
  std::string said_;  // the last line that was no event
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
