#include "conformance/suite/worker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "conformance/interruption.h"
#include "conformance/suite/case_run.h"
#include "conformance/suite/catalogue.h"
#include "conformance/suite/creations.h"
#include "conformance/suite/probe.h"
#include "conformance/suite/worker_event.h"

namespace grafake::conformance {
namespace {

constexpr double kLongWait = 20;  // seconds of a case that got no answer: the target keeps it waiting
constexpr int kMostWaits = 3;     // a target that keeps so many cases waiting in a row is asked no more

void Emit(const WorkerEvent& event) { std::cout << LineOf(event) << std::endl; }

// The target of one worker: attached to, or started and, when it has died, started again.
class Worker {
 public:
  explicit Worker(const Assignment& assignment)
      : assignment_(assignment), command_{assignment.server, assignment.append_ini} {}

  tl::expected<void, std::string> Begin() {
    if (!assignment_.attached) {
      if (auto started = StartServer(); !started) return started;
    }
    const auto probed = Probe(endpoint_, admin_, assignment_.release, !assignment_.attached);
    if (!probed) return tl::unexpected(probed.error());
    Emit(TargetSeen{probed->version, endpoint_.Url()});
    probed_ = *probed;
    const auto making_until = MakingUntil(assignment_.ledger);
    ledger_.emplace(assignment_.ledger, endpoint_.Url());
    for (const Made& made : ledger_->Left()) {
      if (Remove(endpoint_, admin_, made, {}, making_until)) ledger_->Gone(made);
    }
    return {};
  }

  // An interrupted worker begins no more cases; what it has made is gone.
  void Run(const Case& test) {
    if (IsInterrupted()) return;
    Emit(CaseBegun{test.id});
    const CaseRun run = Ready() ? RunCase(test, CurrentSetting(), [this] { return Log(); })
                                : CaseRun{.result = {test.id, Outcome::kBlocked, "the target gives no answer"}};
    unanswered_ = unanswered_ || run.unanswered;
    waits_ = run.unanswered && run.result.seconds > kLongWait ? waits_ + 1 : 0;
    Emit(CaseEnded{run.result, run.left, run.crowded});
  }

 private:
  tl::expected<void, std::string> StartServer() {
    if (!server_) server_ = std::make_unique<Target>(command_, std::filesystem::path(assignment_.directory) / "shared");
    auto started = server_->Start({{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}}, "", {});
    endpoint_ = {.port = server_->port()};
    return started;
  }

  // After a request without an answer: is anybody there?
  bool Ready() {
    if (waits_ >= kMostWaits) return false;
    if (!unanswered_) return true;
    if (server_ && server_->Ended() && !StartServer()) return false;
    unanswered_ = !Send(endpoint_, {"GET", "/api/health"}).has_value();
    return !unanswered_;
  }

  Setting CurrentSetting() {
    return {.endpoint = endpoint_,
            .admin = admin_,
            .run = assignment_.run,
            .release = probed_.release,
            .org = probed_.org,
            .missing = probed_.missing,
            .settings = probed_.settings,
            .command = command_.words.empty() ? nullptr : &command_,
            .directory = assignment_.directory,
            .ledger = &*ledger_};
  }

  std::string Log() const { return server_ ? server_->LastLines() : ""; }

  const Assignment& assignment_;
  TargetCommand command_;
  Endpoint endpoint_ = assignment_.endpoint;
  std::string admin_ = assignment_.admin;
  std::unique_ptr<Target> server_;
  Probed probed_;
  std::optional<Ledger> ledger_;
  bool unanswered_ = false;
  int waits_ = 0;  // cases one after the other that waited for an answer until their time was over
};

// One case as a GoogleTest test.
class CaseTest : public testing::Test {
 public:
  CaseTest(Worker& worker, const Case& test) : worker_(worker), test_(test) {}
  void TestBody() override { worker_.Run(test_); }

 private:
  Worker& worker_;
  const Case& test_;
};

void Register(Worker& worker, const Case& test) {
  const std::string suite = test.id.substr(0, test.id.rfind('-'));
  testing::RegisterTest(suite.c_str(), test.id.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                        [&worker, &test]() -> testing::Test* { return new CaseTest(worker, test); });
}

}  // namespace

int RunWorker(const Assignment& assignment) {
  TakeInterruptions();
  Worker worker(assignment);
  if (auto begun = worker.Begin(); !begun) {
    Emit(NoTarget{begun.error()});
    return 0;
  }
  const std::vector<Case> cases = AllCases();
  for (const std::string& id : assignment.ids) {
    const auto test = std::ranges::find(cases, id, &Case::id);
    if (test != cases.end()) Register(worker, *test);
  }
  int argc = 1;
  char name[] = "grafake-conformance";
  char* argv[] = {name, nullptr};
  testing::InitGoogleTest(&argc, argv);
  auto& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  [[maybe_unused]] const int failed = RUN_ALL_TESTS();  // What failed is known already.
  return 0;
}

}  // namespace grafake::conformance
