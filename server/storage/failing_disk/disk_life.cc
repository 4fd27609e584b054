#include "server/storage/failing_disk/disk_life.h"

#include <unistd.h>

#include <thread>

#include "server/storage/storage_failure.h"

namespace grafake::server {

namespace fs = std::filesystem;

DiskLife::Directory::Directory()
    : path(fs::weakly_canonical(fs::temp_directory_path()) / ("grafake-disk-" + std::to_string(getpid()))) {
  fs::remove_all(path);
  fs::create_directories(path);
}

DiskLife::Directory::~Directory() { fs::remove_all(path); }

DiskLife::DiskLife(std::uint64_t seed, std::size_t filler) : disk_(directory_.path, seed), vfs_(disk_) {
  for (std::size_t i = 0; i < kWriters; ++i) things_.push_back(MakeThings(std::to_string(i) + "-end", filler));
}

DiskLife::~DiskLife() = default;

void DiskLife::Open() {
  database_ = std::make_unique<Database>(directory_.path / "grafana.db");
  PutPeople(*database_);
  stores_ = std::make_unique<OpenStores>(*database_);
}

void DiskLife::Close() {
  stores_.reset();
  database_.reset();
}

std::string DiskLife::Check(bool after_loss) {
  for (const auto& of_writer : things_) {
    for (const auto& thing : of_writer) {
      if (std::string problem = thing->Check(*stores_, after_loss); !problem.empty()) return problem;
    }
  }
  return FindHalves(*database_);
}

void DiskLife::Write(std::size_t writers, int times, std::uint64_t seed) {
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < writers; ++i)
    threads.emplace_back([this, i, times, seed] { WriteAs(i, times, std::mt19937_64(seed + i)); });
}

void DiskLife::WriteAs(std::size_t writer, int times, std::mt19937_64 random) try {
  for (int i = 0; i < times && disk_.HasPower(); ++i)
    WriteOne(*things_[writer][random() % things_[writer].size()], random);
} catch (const std::exception& e) {
  if (disk_.HasPower()) problem_ = e.what();
}

// What waits for no disk, and may be lost.
void DiskLife::Touch(std::mt19937_64& random) {
  stores_->users.TouchLastSeen(stores_->people[random() % stores_->people.size()],
                               Timestamp(std::chrono::seconds(random() % 1'000'000)), [] {});
}

void DiskLife::WriteOne(KeptThing& thing, std::mt19937_64& random) try {
  if (random() % 3 == 0) Touch(random);
  thing.Write(*stores_, random);
  ++acknowledged_;
} catch (const StorageFailure& e) {
  if (!disk_.HasPower()) return;
  ++refused_;
  if (const std::string problem = thing.Check(*stores_, false); !problem.empty())
    problem_ = "after the refusal " + std::string(e.what()) + ": " + problem;
}

}  // namespace grafake::server
