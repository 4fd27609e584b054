#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "server/locks.h"
#include "server/storage/failing_disk/disk_file.h"

namespace grafake::server {

// A disk whose power goes, and which fails when it is told to: for tests. Its files are real ones below a directory, in
// which programs see at once what was written; beside them it keeps what a loss of power would leave of them. Nothing
// is really synced, so it is quick. Which file operations of SQLite come here says disk_vfs.h. Thread-safe.
//
// Of a file that is made or deleted the directory's entry is lost too, until the directory is synced: that SQLite does
// with the first sync of a log or journal that it made, and where it asks for it when it deletes.
class FailingDisk {
 public:
  FailingDisk(std::filesystem::path directory, std::uint64_t seed) : directory_(std::move(directory)), random_(seed) {}
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

  // Writes, changes of length, syncs and deletions are steps. The power goes instead of the one after `steps` more;
  // from then on everything fails.
  void LosePowerAfter(std::uint64_t steps);
  void LosePower() { LosePowerAfter(0); }
  [[nodiscard]] bool HasPower();
  // The files become what is left of them, and the power is back. No file may be open.
  void Restart(Remains remains);

  enum class Fault {
    kNoSpace,    // a write finds no room when it has written its first half
    kWrite,      // … fails with an error of the device, and nothing of it is written
    kTornWrite,  // … when some of its sectors are written
    kSync,       // a sync fails, and what it should have written is forgotten
    kRead,
  };
  // Of the operations of that kind the next fails that comes after `passing` others, and `times` - 1 after it.
  void Fail(Fault fault, std::uint64_t times = 1, std::uint64_t passing = 0);
  void Mend();
  void set_sync_takes(std::chrono::milliseconds time) { sync_takes_ = time; }
  // Says that it has synced, and has not.
  void set_ignores_sync(bool ignores) { ignores_sync_ = ignores; }

  [[nodiscard]] std::uint64_t steps() const { return steps_; }
  [[nodiscard]] std::uint64_t syncs() const { return syncs_; }
  [[nodiscard]] std::uint64_t failures() const { return failures_; }  // that were asked for and have come

  // The operations. Each does to the real file what it comes to, by `real`, which says whether that went well.
  enum class Outcome { kDone, kNoSpace, kError };
  struct Entry {
    explicit Entry(std::string bytes) : file(std::move(bytes)) {}
    DiskFile file;
    bool entered = true;       // the directory's entry is on the disk
    bool syncs_entry = false;  // … and will be with the first sync
  };
  using EntryPtr = std::shared_ptr<Entry>;
  using RealWrite = std::function<bool(std::string_view bytes, std::uint64_t offset)>;
  using Real = std::function<bool()>;

  enum class Origin { kWasThere, kMade, kMadeAndEntered };  // the last: when it is first synced
  [[nodiscard]] bool Holds(const std::filesystem::path& path) const { return path.parent_path() == directory_; }
  [[nodiscard]] EntryPtr Open(const std::string& path, Origin origin);
  [[nodiscard]] bool Read();
  [[nodiscard]] Outcome Write(Entry& entry, std::string_view bytes, std::uint64_t offset, const RealWrite& real);
  [[nodiscard]] Outcome Truncate(Entry& entry, std::uint64_t size, const Real& real);
  [[nodiscard]] Outcome Sync(Entry& entry);
  [[nodiscard]] Outcome Delete(const std::string& path, bool sync_entries, const Real& real);

 private:
  [[nodiscard]] bool Step() REQUIRES(mutex_);
  [[nodiscard]] bool Powered() const REQUIRES(mutex_) { return steps_left_ != 0; }
  [[nodiscard]] bool Fails(Fault fault) REQUIRES(mutex_);
  [[nodiscard]] Outcome TearWrite(Entry& entry, std::string_view bytes, std::uint64_t offset, const RealWrite& real)
      REQUIRES(mutex_);
  [[nodiscard]] bool Falls(Remains remains) REQUIRES(mutex_);
  void SyncEntries() REQUIRES(mutex_);
  void DisturbIndexes() REQUIRES(mutex_);

  const std::filesystem::path directory_;
  std::atomic<std::chrono::milliseconds> sync_takes_{};
  std::atomic<bool> ignores_sync_ = false;
  std::atomic<std::uint64_t> steps_ = 0, syncs_ = 0, failures_ = 0;

  struct Asked {
    Fault fault;
    std::uint64_t times, passing;
  };
  Mutex mutex_;
  std::mt19937_64 random_ GUARDED_BY(mutex_);
  std::map<std::string, EntryPtr> files_ GUARDED_BY(mutex_);
  std::map<std::string, EntryPtr> deleted_ GUARDED_BY(mutex_);  // whose entries may still be on the disk
  std::optional<std::uint64_t> steps_left_ GUARDED_BY(mutex_);  // nothing: no end is in sight; 0: there is no power
  std::optional<Asked> asked_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
