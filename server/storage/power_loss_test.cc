// No acknowledged write is lost with the machine's power, and nothing is there by half: random writes of several
// threads through the stores, a loss at any step of them, and a look at what is left.
#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <random>

#include "server/storage/failing_disk/disk_life.h"

namespace grafake::server {
namespace {

using std::string;

struct LossPlan {
  std::uint64_t seed = 1;
  int rounds = 0;
  int rounds_of_a_life = 25;  // on one database
  bool ignores_sync = false;
  bool fails = false;  // something of the disk also fails in each round
  std::size_t filler = 20;
  int writes = 12;                 // of each writer in a round
  std::uint64_t most_steps = 150;  // until the power goes, unless the writers come to their end before
};

struct Losses {
  int rounds = 0;
  int with_loss = 0;
  std::uint64_t acknowledged = 0;
  string first;  // what was lost first
};

constexpr std::array kFaults{FailingDisk::Fault::kNoSpace, FailingDisk::Fault::kWrite, FailingDisk::Fault::kTornWrite,
                             FailingDisk::Fault::kSync, FailingDisk::Fault::kSync};

class PowerLosses {
 public:
  explicit PowerLosses(const LossPlan& plan) : plan_(plan), random_(plan.seed) {}

  Losses Run() {
    for (; losses_.rounds < plan_.rounds; ++losses_.rounds) {
      if (!life_ || losses_.rounds % plan_.rounds_of_a_life == 0) Begin();
      if (!Start()) Begin();
      if (life_->is_open() || Start()) WriteAndLose();
    }
    End();
    return losses_;
  }

 private:
  void Begin() {
    End();
    life_ = std::make_unique<DiskLife>(random_(), plan_.filler);
    life_->disk().set_ignores_sync(plan_.ignores_sync);
  }
  void End() {
    if (life_) (void)Note(OpenAndCheck());
    Drop();
  }
  bool Note(const string& problem) {
    if (problem.empty()) return true;
    if (losses_.with_loss++ == 0) losses_.first = "before round " + std::to_string(losses_.rounds) + ": " + problem;
    Drop();
    return false;
  }
  void Drop() {
    if (!life_) return;
    losses_.acknowledged += life_->acknowledged();
    life_->disk().LosePower();
    life_->Close();
    life_.reset();
  }

  // Looks at what the round before has left. False when it has lost something, or cannot be opened.
  bool Start() {
    if (random_() % 8 == 0) OpenWithLoss();
    return life_ && Note(OpenAndCheck());
  }
  // The power may go while the database is opened, written or closed, or afterwards.
  void WriteAndLose() {
    const auto when = random_() % 4;
    if (when < 2) life_->disk().LosePowerAfter(random_() % plan_.most_steps);
    if (plan_.fails) life_->disk().Fail(kFaults[random_() % kFaults.size()], 1, random_() % plan_.most_steps / 4);
    life_->Write(1 + random_() % DiskLife::kWriters, plan_.writes, random_());
    life_->disk().Mend();
    if (when == 2) life_->disk().LosePowerAfter(random_() % 12);
    life_->Close();
    Lose();
    (void)Note(life_->problem());
  }
  string OpenAndCheck() try {
    life_->Open();
    return life_->Check();
  } catch (const std::exception& e) {
    return e.what();
  }
  void OpenWithLoss() {
    life_->disk().LosePowerAfter(random_() % 40);
    string problem;
    try {
      life_->Open();
    } catch (const std::exception& e) {
      if (life_->disk().HasPower()) problem = e.what();
    }
    life_->Close();
    Lose();
    (void)Note(problem);
  }
  void Lose() {
    constexpr std::array kAll{Remains::kNothing, Remains::kEverything, Remains::kBeginning, Remains::kSectors};
    life_->disk().LosePower();
    life_->disk().Restart(kAll[random_() % kAll.size()]);
  }

  const LossPlan plan_;
  std::mt19937_64 random_;
  Losses losses_;
  std::unique_ptr<DiskLife> life_;
};

// All of them by `GRAFAKE_POWER_LOSSES=1000` in the environment.
int RoundsToRun() {
  const char* const asked = std::getenv("GRAFAKE_POWER_LOSSES");
  return asked == nullptr ? 100 : std::atoi(asked);
}

TEST(PowerLossTest, NothingAcknowledgedIsLost) {
  const Losses losses = PowerLosses({.seed = 1, .rounds = RoundsToRun()}).Run();
  EXPECT_EQ(losses.with_loss, 0) << losses.first;
  EXPECT_GT(losses.acknowledged, static_cast<std::uint64_t>(losses.rounds) * 5);
  RecordProperty("rounds", losses.rounds);
  RecordProperty("acknowledged", std::to_string(losses.acknowledged));
}

TEST(PowerLossTest, NothingIsLostThoughTheDiskHasFailedBefore) {
  const Losses losses = PowerLosses({.seed = 4, .rounds = RoundsToRun() / 2, .fails = true}).Run();
  EXPECT_EQ(losses.with_loss, 0) << losses.first;
}

// The log is carried into the file meanwhile, which is where most is moved at once.
TEST(PowerLossTest, NothingIsLostWhileTheLogIsCarriedOver) {
  const Losses losses = PowerLosses({.seed = 2,
                                     .rounds = RoundsToRun() / 10,
                                     .rounds_of_a_life = 5,
                                     .filler = 150'000,
                                     .writes = 60,
                                     .most_steps = 20'000})
                            .Run();
  EXPECT_EQ(losses.with_loss, 0) << losses.first;
}

// So the rounds can fail: a disk that lies about its syncs loses in most of them.
TEST(PowerLossTest, ADiskThatIgnoresSyncsLosesMostRounds) {
  const Losses losses = PowerLosses({.seed = 3, .rounds = RoundsToRun() / 3, .ignores_sync = true}).Run();
  EXPECT_GT(losses.with_loss, losses.rounds / 2);
}

}  // namespace
}  // namespace grafake::server
