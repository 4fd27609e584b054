#include "server/storage/failing_disk/disk_vfs.h"

#include <sqlite3.h>

#include <new>

namespace grafake::server {
namespace {

// What SQLite asks of a VFS and of its files: https://www.sqlite.org/vfs.html.

constexpr const char* kName = "failing-disk";

struct Mount {
  sqlite3_vfs* real;
  FailingDisk& disk;
};

struct OpenFile {
  sqlite3_file base;  // first, for SQLite knows only that
  Mount* mount;
  FailingDisk::EntryPtr entry;

  // The real file lies behind it, in the same piece of memory.
  [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

OpenFile& Of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
Mount& Of(sqlite3_vfs* vfs) { return *static_cast<Mount*>(vfs->pAppData); }

int CodeOf(FailingDisk::Outcome outcome, int error) {
  switch (outcome) {
    case FailingDisk::Outcome::kDone:
      return SQLITE_OK;
    case FailingDisk::Outcome::kNoSpace:
      return SQLITE_FULL;
    case FailingDisk::Outcome::kError:
      return error;
  }
  return error;
}

int Close(sqlite3_file* file) {
  OpenFile& open = Of(file);
  const int code = open.real()->pMethods->xClose(open.real());
  open.~OpenFile();
  return code;
}

int Read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
  OpenFile& open = Of(file);
  if (!open.mount->disk.Read()) return SQLITE_IOERR_READ;
  return open.real()->pMethods->xRead(open.real(), bytes, count, offset);
}

int Write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  OpenFile& open = Of(file);
  const auto real = [&](std::string_view part, std::uint64_t at) {
    return open.real()->pMethods->xWrite(open.real(), part.data(), static_cast<int>(part.size()),
                                         static_cast<sqlite3_int64>(at)) == SQLITE_OK;
  };
  const std::string_view all(static_cast<const char*>(bytes), static_cast<std::size_t>(count));
  return CodeOf(open.mount->disk.Write(*open.entry, all, static_cast<std::uint64_t>(offset), real), SQLITE_IOERR_WRITE);
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  OpenFile& open = Of(file);
  const auto real = [&] { return open.real()->pMethods->xTruncate(open.real(), size) == SQLITE_OK; };
  return CodeOf(open.mount->disk.Truncate(*open.entry, static_cast<std::uint64_t>(size), real), SQLITE_IOERR_TRUNCATE);
}

int Sync(sqlite3_file* file, int /*flags*/) {
  OpenFile& open = Of(file);
  return CodeOf(open.mount->disk.Sync(*open.entry), SQLITE_IOERR_FSYNC);
}

// Nobody tidies up without power.
int UnmapIndex(sqlite3_file* file, int deletes) {
  OpenFile& open = Of(file);
  return open.real()->pMethods->xShmUnmap(open.real(), open.mount->disk.HasPower() ? deletes : 0);
}

// Any other operation is the real file's.
template <auto kMethod>
struct Passed;
template <class R, class... Args, R (*sqlite3_io_methods::*kMethod)(sqlite3_file*, Args...)>
struct Passed<kMethod> {
  static R On(sqlite3_file* file, Args... args) {
    sqlite3_file* const real = Of(file).real();
    return (real->pMethods->*kMethod)(real, args...);
  }
};

using Io = sqlite3_io_methods;
constexpr Io kMethods{.iVersion = 2,  // shares the index of the log, and maps nothing else
                      .xClose = Close,
                      .xRead = Read,
                      .xWrite = Write,
                      .xTruncate = Truncate,
                      .xSync = Sync,
                      .xFileSize = Passed<&Io::xFileSize>::On,
                      .xLock = Passed<&Io::xLock>::On,
                      .xUnlock = Passed<&Io::xUnlock>::On,
                      .xCheckReservedLock = Passed<&Io::xCheckReservedLock>::On,
                      .xFileControl = Passed<&Io::xFileControl>::On,
                      .xSectorSize = Passed<&Io::xSectorSize>::On,
                      .xDeviceCharacteristics = Passed<&Io::xDeviceCharacteristics>::On,
                      .xShmMap = Passed<&Io::xShmMap>::On,
                      .xShmLock = Passed<&Io::xShmLock>::On,
                      .xShmBarrier = Passed<&Io::xShmBarrier>::On,
                      .xShmUnmap = UnmapIndex,
                      .xFetch = nullptr,
                      .xUnfetch = nullptr};

// A main database is made by whoever asks for it to be opened, and is empty then; SQLite itself makes the others.
FailingDisk::Origin OriginOf(const char* path, int flags) {
  using Origin = FailingDisk::Origin;
  const std::filesystem::path file = path;
  std::error_code error;
  const bool there = std::filesystem::exists(file, error);
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0)
    return there && std::filesystem::file_size(file, error) > 0 ? Origin::kWasThere : Origin::kMade;
  return there ? Origin::kWasThere : Origin::kMadeAndEntered;
}

int Open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* opened_flags) {
  Mount& mount = Of(vfs);
  constexpr int kKept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  file->pMethods = nullptr;
  if (path == nullptr || (flags & kKept) == 0 || !mount.disk.Holds(path))
    return mount.real->xOpen(mount.real, path, file, flags, opened_flags);
  if (!mount.disk.HasPower()) return SQLITE_CANTOPEN;
  const auto origin = OriginOf(path, flags);
  auto* const open = new (file) OpenFile{.base = {}, .mount = &mount, .entry = nullptr};
  const int code = mount.real->xOpen(mount.real, path, open->real(), flags, opened_flags);
  if (code == SQLITE_OK) {
    open->entry = mount.disk.Open(path, origin);
    open->base.pMethods = &kMethods;
  }
  return code;
}

int Delete(sqlite3_vfs* vfs, const char* path, int sync_entries) {
  Mount& mount = Of(vfs);
  int code = SQLITE_OK;
  const auto real = [&] {
    code = mount.real->xDelete(mount.real, path, 0);
    return code == SQLITE_OK;
  };
  if (!mount.disk.Holds(path)) return mount.real->xDelete(mount.real, path, sync_entries);
  const auto outcome = mount.disk.Delete(path, sync_entries != 0, real);
  return code != SQLITE_OK ? code : CodeOf(outcome, SQLITE_IOERR_DELETE);
}

}  // namespace

// Of SQLite's own VFS the other functions do not look at whose they are.
DiskVfs::DiskVfs(FailingDisk& disk) {
  sqlite3_initialize();
  sqlite3_vfs* const real = sqlite3_vfs_find(nullptr);
  vfs_ = std::make_unique<sqlite3_vfs>(*real);
  vfs_->zName = kName;
  vfs_->szOsFile = static_cast<int>(sizeof(OpenFile)) + real->szOsFile;
  vfs_->pAppData = new Mount{real, disk};
  vfs_->xOpen = Open;
  vfs_->xDelete = Delete;
  sqlite3_vfs_register(vfs_.get(), 1);
}

DiskVfs::~DiskVfs() {
  sqlite3_vfs_unregister(vfs_.get());
  const std::unique_ptr<Mount> mount(static_cast<Mount*>(vfs_->pAppData));
  sqlite3_vfs_register(mount->real, 1);
}

}  // namespace grafake::server
