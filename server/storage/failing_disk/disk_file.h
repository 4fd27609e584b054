#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace grafake::server {

// What a loss of power makes of what was written and not yet synced.
enum class Remains {
  kNothing,     // the old bytes are all there again
  kEverything,  // the disk had written all of it
  kBeginning,   // some writes are there, those after them are not; the last of them may be torn
  kSectors,     // of each sector some version that was written, or the old one
};

// The bytes of one file as a disk without power has them, beside what the system believes: what was synced, and each
// write since. Writes are torn at sectors of 512 bytes. Not thread-safe.
class DiskFile {
 public:
  explicit DiskFile(std::string on_disk) : on_disk_(std::move(on_disk)) {}

  void Write(std::uint64_t offset, std::string bytes) { pending_.push_back({offset, std::move(bytes), false}); }
  void Truncate(std::uint64_t size) { pending_.push_back({size, {}, true}); }
  [[nodiscard]] std::size_t pending() const { return pending_.size(); }
  // The first `count` of those that are pending are on the disk now.
  void Sync(std::size_t count);
  // The disk has refused them, and the system forgets them, as Linux does: a later sync will not write them either.
  void Forget(Remains remains, std::mt19937_64& random);
  // What is found after the loss; nothing is pending any more.
  const std::string& Lose(Remains remains, std::mt19937_64& random);

 private:
  struct Change {
    std::uint64_t offset;  // or the new size
    std::string bytes;
    bool truncates;
  };
  void Apply(const Change& change);
  void ApplySomeSectors(const Change& change, std::mt19937_64& random);

  std::string on_disk_;
  std::vector<Change> pending_;
};

}  // namespace grafake::server
