#pragma once

#include <memory>

#include "server/storage/failing_disk/failing_disk.h"

struct sqlite3_vfs;

namespace grafake::server {

// While it lives SQLite reaches files through it, whoever opens them: databases, logs and journals that `disk` holds
// are on that disk, others where they always are. One at a time; no database of the disk may be open at its end.
class DiskVfs {
 public:
  explicit DiskVfs(FailingDisk& disk);
  ~DiskVfs();
  DiskVfs(const DiskVfs&) = delete;
  DiskVfs& operator=(const DiskVfs&) = delete;

 private:
  std::unique_ptr<sqlite3_vfs> vfs_;
};

}  // namespace grafake::server
