#include "server/storage/database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "server/storage/schema.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

void MakeDirectory(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (!error) return;
  std::string reason = error.message();
  if (reason[0] >= 'A' && reason[0] <= 'Z') reason[0] = static_cast<char>(reason[0] + 32);
  throw DatabaseError("failed to connect to database: mkdir " + directory.string() + ": " + reason);
}

// The lock is a file of its own, since SQLite's locks come and go with transactions.
int TakeLock(const fs::path& file) {
  if (file.empty()) return -1;
  MakeDirectory(file.parent_path());
  const std::string path = file.string() + ".lock";
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor < 0) {
    throw DatabaseError("failed to connect to database: failed to create SQLite database file \"" + file.string() +
                        "\": open " + path + ": " + std::strerror(errno));
  }
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
  close(descriptor);
  throw DatabaseError("failed to connect to database: another process uses " + file.string() +
                      "; stop it or name another directory with --data");
}

// Grafana makes the file readable for its owner and group only: it holds hashes.
void CreatePrivate(const fs::path& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor >= 0) close(descriptor);
}

std::unique_ptr<sql::Session> Open(const fs::path& file) {
  if (!file.empty()) CreatePrivate(file);
  try {
    return std::make_unique<sql::Session>(file.empty() ? ":memory:" : file.string());
  } catch (const sql::SqlError& e) {
    throw DatabaseError("failed to connect to database: " + file.string() + ": " + e.what());
  }
}

// Which commits wait for the disk the queue decides. A log of up to 16 MB instead of 4 carries fewer pages twice.
std::unique_ptr<sql::Session> Connect(const fs::path& file) {
  auto session = Open(file);
  if (!file.empty()) {
    session->RunOnce(
        "PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL; PRAGMA journal_mode = WAL; PRAGMA "
        "wal_autocheckpoint = 4000");
  }
  return session;
}

constexpr std::size_t kReaders = 4;

}  // namespace

Database::Database(const fs::path& file)
    : lock_file_(TakeLock(file)),
      writing_(1, [file] { return Connect(file); }),
      reading_(kReaders, [file] { return Connect(file); }),
      read_from_(file.empty() ? writing_ : reading_),
      writer_(writing_) {
  try {
    const SessionPool::Lease lease(writing_);
    Migrate(lease.session());
  } catch (const sql::SqlError& e) {
    Forget();
    if (e.not_a_database()) throw NotADatabase(file.string());
    throw DatabaseError("failed to connect to database: " + (file.empty() ? "memory" : file.string()) + ": " +
                        e.what());
  }
}

Database::~Database() { Forget(); }

void Database::Forget() {
  if (lock_file_ >= 0) close(lock_file_);
}

bool Database::Healthy() {
  try {
    return Read([](auto& session) { return sql::SelectOne<std::int64_t>(session, "SELECT 1") == 1; });
  } catch (const sql::SqlError&) {
    return false;
  }
}

}  // namespace grafake::server
