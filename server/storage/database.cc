#include "server/storage/database.h"

#include "server/storage/file_check.h"
#include "server/storage/schema.h"
#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kReadersPatience{400};

// Which commits wait for the disk the queue decides. A log of up to 16 MB instead of 4 carries fewer pages twice.
std::unique_ptr<sql::Session> ConnectToSqlite(const DatabaseFiles& files) {
  if (files.in_memory()) return std::make_unique<sql::SqliteSession>(":memory:");
  files.RequireInPlace();  // or it would begin a log of its own
  auto session = std::make_unique<sql::SqliteSession>(files.file().string());
  session->connection().SetPatience(kReadersPatience);
  session->RunOnce("PRAGMA synchronous = NORMAL; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4000");
  return session;
}

bool KeepsLog(sql::Session& session) { return sql::SelectOne<std::string>(session, "PRAGMA journal_mode") == "wal"; }

// What two servers keep in memory would not be true of both.
std::unique_ptr<sql::Session> ConnectAlone(const sql::PostgresSettings& server) {
  auto session = sql::OpenPostgres(server);
  if (!session->connection().Claim()) throw sql::SqlError(sql::SqlError::Kind::kOther, "another grafake works with it");
  return session;
}

void RefuseForeignServer(sql::Session& session, const FileTerms& terms) {
  const std::int64_t number = SchemaNumberOf(session);
  if (number == 0 && session.connection().HasTable("migration_log"))
    throw DatabaseError("failed to connect to database: it is a Grafana's own, of which grafake takes SQLite's alone");
  if (number > kSchemaNumber)
    throw DatabaseError("failed to connect to database: it was made by a newer grafake: its schema has the number " +
                        std::to_string(number) + ", and this grafake knows up to " + std::to_string(kSchemaNumber));
  if (const auto why = WhyTooNew(ReleaseOfFile(session, terms), terms))
    throw DatabaseError("failed to connect to database: it " + *why);
}

}  // namespace

Database::Database(Place place, const fs::path& file, SessionPool::Open open_writer, SessionPool::Open open_reader,
                   Complaints::Say complain)
    : place_(place),
      complaints_(std::move(complain)),
      files_(file),
      writing_(1, std::move(open_writer)),
      reading_(kReaders, std::move(open_reader)),
      read_from_(place == Place::kMemory ? writing_ : reading_),
      writer_(writing_, QueueOptions()) {}

Database::Database(const fs::path& file, Complaints::Say complain, const DatabaseImage* image, const FileTerms& terms)
    : Database(
          file.empty() ? Place::kMemory : Place::kFile, file, [this] { return ConnectToSqlite(files_); },
          [this] { return ConnectToSqlite(files_); }, std::move(complain)) {
  if (!files_.in_memory()) RefuseForeignFile(files_.file(), files_.KeptData(), terms);
  files_.CreateMissing();
  WalIndex index;
  try {
    const SessionPool::Lease lease(writing_);
    if (files_.in_memory() && image != nullptr) image->CopyInto(lease.session());
    Migrate(lease.session(), files_.in_memory() ? FileTerms() : terms);
    if (KeepsLog(lease.session())) index = WalIndex(sql::LogIndexOf(lease.session()));
  } catch (const sql::SqlError& e) {
    if (e.not_a_database()) throw DatabaseError(file.string(), DatabaseError::Kind::kNotADatabase);
    throw DatabaseError("failed to connect to database: " + (file.empty() ? "memory" : file.string()) + ": " +
                        e.what());
  }
  changes_.Follow(index);
  files_.Remember(index);
}

Database::Database(const sql::PostgresSettings& server, Complaints::Say complain, const FileTerms& terms)
    : Database(
          Place::kServer, fs::path(), [server] { return ConnectAlone(server); },
          [server] { return sql::OpenPostgres(server); }, std::move(complain)) {
  try {
    const SessionPool::Lease lease(writing_);
    RefuseForeignServer(lease.session(), terms);
    Migrate(lease.session(), terms);
  } catch (const sql::SqlError& e) {
    throw DatabaseError(std::string("failed to connect to database: ") + e.what());
  }
}

CommitQueue::Options Database::QueueOptions() {
  return {.before_commit =
              [this] {
                files_.RequireInPlace();
                changes_.BeforeOwnCommit();
              },
          .after_commit =
              [this](bool wrote) {
                if (wrote) changes_.AfterOwnCommit();
                files_.RequireInPlace();
              }};
}

void Database::Run(const CommitQueue::Work& work, CommitQueue::Terms terms) try {
  writer_.Run(work, terms);
} catch (const StorageFailure&) {
  Complain(std::current_exception());
  if (files_.LostLogOnly() && !rescued_.exchange(true)) RescueLog();
  throw;
}

void Database::Tell(const Changes& changes) const {
  if (listener_ && !changes.all().empty()) listener_(changes);
}

// Somebody has deleted the log, which is still open here: what was acknowledged goes from it into the file.
void Database::RescueLog() try {
  const SessionPool::Lease lease(writing_);
  lease.session().RunOnce("PRAGMA wal_checkpoint(PASSIVE)");
} catch (const StorageFailure& e) {
  complaints_.Add("The database's deleted log cannot be rescued", e.what());
}

void Database::Complain(const std::exception_ptr& failure) try {
  std::rethrow_exception(failure);
} catch (const std::exception& e) {
  complaints_.Add("The database refuses to be written", e.what());
}

bool Database::Healthy() {
  if (place_ == Place::kMemory) return true;  // nobody can take it away, and whoever asks would wait for writers
  try {
    files_.RequireInPlace();
    return Read(
        [](auto& session) { return sql::SelectOne<bool>(session, "SELECT EXISTS (SELECT 1 FROM org)").has_value(); });
  } catch (const StorageFailure& e) {
    complaints_.Add("The database does not answer", e.what());
    return false;
  }
}

}  // namespace grafake::server
