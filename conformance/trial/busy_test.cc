// A target whose database is locked by parallel writers: what a case needs is tried again, what it judges is not.
#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>

#include <mutex>

#include "conformance/suite/case_run.h"
#include "conformance/trial/answering_server.h"

namespace grafake::conformance {
namespace {

using testing::Contains;

// Answers the first `failures` creations with `refusal`, and says that an account of any name is there, as number 7.
class BusyTest : public testing::Test {
 protected:
  RecordedAnswer Answer(const OutgoingRequest& request) {
    const std::lock_guard lock(mutex_);
    seen_.push_back(request.method + " " + request.target);
    const std::string name = R"({"id":7,"name":")" + last_ + R"(","login":"sa","role":"Viewer"})";
    if (request.method == "GET") return {200, {}, R"({"totalCount":1,"serviceAccounts":[)" + name + "]}"};
    if (request.method == "DELETE") return {200, {}, "{}"};
    last_ = Json::parse(request.body.value_or("{}")).value("name", "");
    if (failures_-- > 0) return refusal_;
    return {201, {}, R"({"id":8,"name":")" + last_ + R"(","login":"sa","role":"Viewer"})"};
  }

  CheckResult Run(const std::function<void(Session&)>& body) {
    const AnsweringServer server([this](const OutgoingRequest& request) { return Answer(request); });
    const Case test{.id = "A-001", .requirement = "It works.", .releases = "9.0", .body = body};
    const Setting setting{
        .endpoint = {.port = server.port()}, .admin = "admin:admin", .run = "r", .release = {9, 0, 9}};
    testing::TestPartResultArray part;  // what the case fails does not fail this test
    const testing::ScopedFakeTestPartResultReporter reporter(&part);
    return RunCase(test, setting, [] { return ""; }).result;
  }

  [[nodiscard]] auto Creations() const { return std::ranges::count(seen_, "POST /api/serviceaccounts"); }

  std::mutex mutex_;
  int failures_ = 0;
  RecordedAnswer refusal_{500, {}, R"({"message":"Failed to create service account"})"};
  std::string last_;
  std::vector<std::string> seen_;
};

TEST_F(BusyTest, SetUpIsTriedAgain) {
  failures_ = 2;
  EXPECT_EQ(Run([](Session& s) { (void)s.NewAccount(); }).outcome, Outcome::kPass);
  EXPECT_EQ(Creations(), 3);
}

TEST_F(BusyTest, WhatMayHaveBeenMadeIsLookedForAndRemoved) {
  failures_ = 1;
  (void)Run([](Session& s) { (void)s.NewAccount(); });
  EXPECT_THAT(seen_, Contains("DELETE /api/serviceaccounts/7"));
  EXPECT_THAT(seen_, Contains("DELETE /api/serviceaccounts/8"));
}

TEST_F(BusyTest, SetUpThatNeverWorksIsBlocked) {
  failures_ = 100;
  const CheckResult result = Run([](Session& s) { (void)s.NewAccount(); });
  EXPECT_EQ(result.outcome, Outcome::kBlocked);
  EXPECT_THAT(result.reason, testing::HasSubstr("Failed to create service account"));
  EXPECT_EQ(Creations(), 4);
}

TEST_F(BusyTest, WhatIsJudgedIsNot) {
  failures_ = 1;
  const CheckResult result = Run([](Session& s) { s.Post("/api/serviceaccounts", {{"name", "a"}}).Is(Status(201)); });
  EXPECT_EQ(result.outcome, Outcome::kFail);
  EXPECT_EQ(Creations(), 1);
}

TEST_F(BusyTest, UnlessTheTargetSaysThatItsDatabaseIsLocked) {
  failures_ = 1;
  refusal_.body = R"({"error":"database is locked","message":"Failed to create service account"})";
  EXPECT_EQ(Run([](Session& s) {
              s.Post("/api/serviceaccounts", {{"name", "a"}}).Is(Status(201));
            }).outcome,
            Outcome::kPass);
}

}  // namespace
}  // namespace grafake::conformance
