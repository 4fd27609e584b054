#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "server/storage/failing_disk/disk_vfs.h"
#include "server/storage/failing_disk/failing_disk.h"
#include "server/storage/failing_disk/kept_things.h"

namespace grafake::server {

// One database on a failing disk, from its first start on, and what several writers keep in it.
class DiskLife {
 public:
  static constexpr std::size_t kWriters = 3;

  // `filler` bytes stand in each dashboard.
  DiskLife(std::uint64_t seed, std::size_t filler);
  ~DiskLife();
  DiskLife(const DiskLife&) = delete;
  DiskLife& operator=(const DiskLife&) = delete;

  [[nodiscard]] FailingDisk& disk() { return disk_; }
  [[nodiscard]] OpenStores& stores() { return *stores_; }
  [[nodiscard]] bool is_open() const { return database_ != nullptr; }

  // As a server opens it; throws what opening throws.
  void Open();
  void Close();
  // Empty when all is as it was acknowledged; otherwise a sentence. What was not answered may have come to be when
  // there was a loss since, and so may the last that was refused: its bytes are in the log until others take their
  // place.
  [[nodiscard]] std::string Check(bool after_loss = true);

  // The first `writers` write so many times each, or until there is no power. One that is refused looks whether
  // nothing of it is there, and goes on.
  void Write(std::size_t writers, int times, std::uint64_t seed);
  [[nodiscard]] std::uint64_t acknowledged() const { return acknowledged_; }
  [[nodiscard]] std::uint64_t refused() const { return refused_; }  // with power
  // What should not have been: a refused write that is there, or one that the rules refused. Empty: nothing.
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  void WriteAs(std::size_t writer, int times, std::mt19937_64 random);
  void Touch(std::mt19937_64& random);
  void WriteOne(KeptThing& thing, std::mt19937_64& random);

  struct Directory {
    Directory();
    ~Directory();
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    const std::filesystem::path path;
  };

  Directory directory_;
  FailingDisk disk_;
  DiskVfs vfs_;
  std::vector<std::vector<std::unique_ptr<KeptThing>>> things_;  // of each writer
  std::atomic<std::uint64_t> acknowledged_ = 0, refused_ = 0;
  std::string problem_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<OpenStores> stores_;
};

}  // namespace grafake::server
