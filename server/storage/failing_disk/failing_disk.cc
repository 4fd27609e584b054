#include "server/storage/failing_disk/failing_disk.h"

#include <algorithm>
#include <fstream>
#include <thread>

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

std::string BytesIn(const fs::path& path) {
  std::error_code error;
  std::string bytes(fs::exists(path, error) ? fs::file_size(path) : 0, '\0');
  std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

void PutBytes(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

constexpr std::size_t kTornAt = 512;

}  // namespace

void FailingDisk::LosePowerAfter(std::uint64_t steps) {
  const Lock lock(mutex_);
  steps_left_ = steps;
}

bool FailingDisk::HasPower() {
  const Lock lock(mutex_);
  return Powered();
}

void FailingDisk::Fail(Fault fault, std::uint64_t times, std::uint64_t passing) {
  const Lock lock(mutex_);
  asked_ = Asked{fault, times, passing};
}

void FailingDisk::Mend() {
  const Lock lock(mutex_);
  asked_.reset();
}

bool FailingDisk::Step() {
  if (!Powered()) return false;
  ++steps_;
  if (steps_left_) --*steps_left_;
  return true;
}

bool FailingDisk::Fails(Fault fault) {
  if (!asked_ || asked_->fault != fault) return false;
  if (asked_->passing > 0) {
    --asked_->passing;
    return false;
  }
  if (--asked_->times == 0) asked_.reset();
  ++failures_;
  return true;
}

FailingDisk::EntryPtr FailingDisk::Open(const std::string& path, Origin origin) {
  const Lock lock(mutex_);
  EntryPtr& entry = files_[path];
  if (entry) return entry;
  entry = std::make_shared<Entry>(BytesIn(path));
  entry->entered = origin == Origin::kWasThere;
  entry->syncs_entry = origin == Origin::kMadeAndEntered;
  return entry;
}

bool FailingDisk::Read() {
  const Lock lock(mutex_);
  return Powered() && !Fails(Fault::kRead);
}

FailingDisk::Outcome FailingDisk::Write(Entry& entry, std::string_view bytes, std::uint64_t offset,
                                        const RealWrite& real) {
  const Lock lock(mutex_);
  if (!Step() || Fails(Fault::kWrite)) return Outcome::kError;
  if (Fails(Fault::kTornWrite)) return TearWrite(entry, bytes, offset, real);
  const bool fits = !Fails(Fault::kNoSpace);
  if (!fits) bytes = bytes.substr(0, bytes.size() / 2);
  entry.file.Write(offset, std::string(bytes));
  if (!real(bytes, offset)) return Outcome::kError;
  return fits ? Outcome::kDone : Outcome::kNoSpace;
}

FailingDisk::Outcome FailingDisk::TearWrite(Entry& entry, std::string_view bytes, std::uint64_t offset,
                                            const RealWrite& real) {
  for (std::size_t at = 0; at < bytes.size(); at += kTornAt) {
    if (random_() % 2 == 0) continue;
    const std::string_view part = bytes.substr(at, kTornAt);
    entry.file.Write(offset + at, std::string(part));
    (void)real(part, offset + at);
  }
  return Outcome::kError;
}

FailingDisk::Outcome FailingDisk::Truncate(Entry& entry, std::uint64_t size, const Real& real) {
  const Lock lock(mutex_);
  if (!Step()) return Outcome::kError;
  entry.file.Truncate(size);
  return real() ? Outcome::kDone : Outcome::kError;
}

// Others write while it takes its time; that is not part of it.
FailingDisk::Outcome FailingDisk::Sync(Entry& entry) {
  std::size_t count = 0;
  {
    const Lock lock(mutex_);
    if (!Step()) return Outcome::kError;
    if (ignores_sync_) return Outcome::kDone;
    if (Fails(Fault::kSync)) {
      entry.file.Forget(random_() % 2 == 0 ? Remains::kNothing : Remains::kSectors, random_);
      return Outcome::kError;
    }
    count = entry.file.pending();
  }
  if (const auto time = sync_takes_.load(); time.count() > 0) std::this_thread::sleep_for(time);
  const Lock lock(mutex_);
  if (!Powered() && sync_takes_.load().count() > 0) return Outcome::kError;
  ++syncs_;
  entry.file.Sync(count);
  if (entry.syncs_entry) SyncEntries();
  return Outcome::kDone;
}

FailingDisk::Outcome FailingDisk::Delete(const std::string& path, bool sync_entries, const Real& real) {
  const Lock lock(mutex_);
  if (!Step()) return Outcome::kError;
  if (const auto known = files_.find(path); known != files_.end()) {
    if (known->second->entered) deleted_.insert_or_assign(path, known->second);
    files_.erase(known);
  }
  const bool done = real();
  if (sync_entries && !ignores_sync_) SyncEntries();
  return done ? Outcome::kDone : Outcome::kError;
}

void FailingDisk::SyncEntries() {
  for (auto& [path, entry] : files_) {
    entry->entered = true;
    entry->syncs_entry = false;
  }
  deleted_.clear();
}

// Whether what was not synced did not come to be.
bool FailingDisk::Falls(Remains remains) {
  return remains == Remains::kNothing || (remains != Remains::kEverything && random_() % 2 == 0);
}

void FailingDisk::Restart(Remains remains) {
  const Lock lock(mutex_);
  for (auto& [path, entry] : files_) {
    if (!entry->entered && Falls(remains)) {
      fs::remove(path);
      continue;
    }
    PutBytes(path, entry->file.Lose(remains, random_));
    deleted_.erase(path);
  }
  for (auto& [path, entry] : deleted_) {
    if (Falls(remains)) PutBytes(path, entry->file.Lose(remains, random_));
  }
  files_.clear();
  deleted_.clear();
  DisturbIndexes();
  steps_left_.reset();
}

// Of the index of a log, which is shared memory, anything may be left, or nothing.
void FailingDisk::DisturbIndexes() {
  for (const fs::directory_entry& file : fs::directory_iterator(directory_)) {
    if (!file.path().string().ends_with("-shm")) continue;
    switch (random_() % 4) {
      case 0:
        fs::remove(file.path());
        break;
      case 1:
        fs::resize_file(file.path(), file.file_size() / 2);
        break;
      case 2:
        PutBytes(file.path(), std::string(file.file_size(), '\0'));
        break;
      case 3:
        break;
    }
  }
}

}  // namespace grafake::server
