#include "server/storage/failing_disk/disk_file.h"

#include <algorithm>

namespace grafake::server {
namespace {

constexpr std::uint64_t kSector = 512;

bool Heads(std::mt19937_64& random) { return random() % 2 == 0; }

}  // namespace

void DiskFile::Apply(const Change& change) {
  if (change.truncates) {
    on_disk_.resize(change.offset);
    return;
  }
  if (on_disk_.size() < change.offset + change.bytes.size()) on_disk_.resize(change.offset + change.bytes.size());
  on_disk_.replace(change.offset, change.bytes.size(), change.bytes);
}

void DiskFile::ApplySomeSectors(const Change& change, std::mt19937_64& random) {
  if (change.truncates) {
    if (Heads(random)) Apply(change);
    return;
  }
  const std::uint64_t end = change.offset + change.bytes.size();
  for (std::uint64_t at = change.offset; at < end;) {
    const std::uint64_t next = std::min(end, (at / kSector + 1) * kSector);
    if (Heads(random)) Apply({at, change.bytes.substr(at - change.offset, next - at), false});
    at = next;
  }
}

void DiskFile::Sync(std::size_t count) {
  const auto end = pending_.begin() + static_cast<std::ptrdiff_t>(std::min(count, pending_.size()));
  std::for_each(pending_.begin(), end, [this](const Change& change) { Apply(change); });
  pending_.erase(pending_.begin(), end);
}

void DiskFile::Forget(Remains remains, std::mt19937_64& random) {
  const std::size_t whole = pending_.empty() ? 0 : random() % pending_.size();
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    const bool torn = remains == Remains::kSectors || (remains == Remains::kBeginning && i == whole);
    if (torn) {
      ApplySomeSectors(pending_[i], random);
    } else if (remains == Remains::kEverything || (remains == Remains::kBeginning && i < whole)) {
      Apply(pending_[i]);
    }
  }
  pending_.clear();
}

const std::string& DiskFile::Lose(Remains remains, std::mt19937_64& random) {
  Forget(remains, random);
  return on_disk_;
}

}  // namespace grafake::server
