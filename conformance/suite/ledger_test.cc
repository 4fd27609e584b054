#include "conformance/suite/ledger.h"

#include <gmock/gmock.h>
#include <unistd.h>

namespace grafake::conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class LedgerTest : public testing::Test {
 protected:
  ~LedgerTest() override { std::filesystem::remove(file_); }

  [[nodiscard]] std::vector<Made> Left() const {
    const auto read = ReadLedger(file_);
    return read ? read->left : std::vector<Made>{};
  }

  std::filesystem::path file_ = testing::TempDir() + "/ledger-" + std::to_string(getpid()) + ".jsonl";
  const Made asked_{"account", "cf-1", 1, 0};
  const Made there_{"account", "cf-1", 1, 7};
};

TEST_F(LedgerTest, WhatWasAskedForIsLeftUntilItIsGone) {
  Ledger ledger(file_, "http://a");
  EXPECT_THAT(Left(), IsEmpty());
  ledger.Asked(asked_);
  EXPECT_THAT(Left(), ElementsAre(asked_));
  ledger.Exists(there_);
  EXPECT_THAT(Left(), ElementsAre(there_));
  ledger.Gone(there_);
  EXPECT_THAT(Left(), IsEmpty());
  EXPECT_EQ(ReadLedger(file_)->url, "http://a");
}

// A second request for a name that is taken struck the first one's entry.
TEST_F(LedgerTest, ARefusedTwinLeavesTheFirst) {
  Ledger ledger(file_, "http://a");
  ledger.Asked(asked_);
  ledger.Exists(there_);
  ledger.Asked(asked_);
  ledger.Gone(asked_);
  EXPECT_THAT(Left(), ElementsAre(there_));
}

TEST_F(LedgerTest, IsRemovedWhenNothingIsLeft) {
  {
    Ledger ledger(file_, "http://a");
    ledger.Asked(asked_);
    ledger.Gone(asked_);
  }
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(LedgerTest, StaysAndIsGoneOnWithWhileSomethingIsLeft) {
  {
    Ledger ledger(file_, "http://a");
    ledger.Exists(there_);
  }
  EXPECT_THAT(Left(), ElementsAre(there_));
  {
    Ledger ledger(file_, "http://a");
    ledger.Asked({"org", "cf-2", 1, 0});
    ledger.Gone({"org", "cf-2", 1, 0});
  }
  EXPECT_THAT(Left(), ElementsAre(there_));
}

TEST_F(LedgerTest, IsLockedWhileItsRunLives) {
  {
    Ledger ledger(file_, "http://a");
    ledger.Exists(there_);
    EXPECT_TRUE(IsLocked(file_));
  }
  EXPECT_FALSE(IsLocked(file_));
}

TEST_F(LedgerTest, ALineThatIsCutOffIsNoHarm) {
  std::ofstream(file_) << R"({"event":"run","url":"http://a"})"
                       << "\n"
                       << R"({"event":"exists","kind":"account","name":"cf-1","org":1,"id":7})"
                       << "\n"
                       << R"({"event":"gone","kind":"acc)";
  EXPECT_THAT(Left(), ElementsAre(there_));
}

}  // namespace
}  // namespace grafake::conformance
