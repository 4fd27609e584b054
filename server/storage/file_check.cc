#include "server/storage/file_check.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "server/storage/database_error.h"
#include "server/storage/schema.h"
#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

DatabaseError Refusal(const fs::path& file, const std::string& what) {
  return DatabaseError("failed to connect to database: " + file.string() + " " + what);
}

DatabaseError NotADatabase(const fs::path& file) {
  return DatabaseError(file.string(), DatabaseError::Kind::kNotADatabase);
}

constexpr std::uintmax_t kHeadSize = 100;    // of SQLite's file format
constexpr std::uintmax_t kLogHeadSize = 32;  // of its log

const std::string kAnother = "; name another directory with --data";

// Size of a file; 0 when it is not there.
std::uintmax_t SizeOf(const fs::path& file) {
  std::error_code missing;
  const std::uintmax_t size = fs::file_size(file, missing);
  return missing ? 0 : size;
}

void RefuseEmptied(const fs::path& file, bool kept_data) {
  std::error_code error;
  const std::string log = file.string() + "-wal";
  const bool has_log = fs::exists(log, error);
  if (!kept_data && !has_log) return;
  const std::string remnant = has_log ? log : file.string() + ".lock";
  throw Refusal(file,
                "is empty, but " + remnant +
                    " tells that data was kept in it; put the file back from a copy, or remove both to begin anew");
}

std::vector<std::string> TablesOf(sql::Session& session) {
  std::vector<std::string> names;
  for (auto& [name] : sql::Select<std::string>(
           session,
           "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name"))
    names.push_back(std::move(name));
  return names;
}

bool IsGrafanas(const std::vector<std::string>& tables) {
  return std::ranges::find(tables, "migration_log") != tables.end();
}

// Tables that a schema of grafake has had from its first number on.
bool IsGrafakes(const std::vector<std::string>& tables) {
  return std::ranges::all_of(std::vector<std::string>{"api_key", "org", "org_user", "user"},
                             [&](const std::string& name) { return std::ranges::find(tables, name) != tables.end(); });
}

void RefuseRelease(const fs::path& file, sql::Session& session, const FileTerms& terms) {
  if (const auto why = WhyTooNew(ReleaseOfFile(session, terms), terms)) throw Refusal(file, *why);
}

void RefuseTables(const fs::path& file, sql::Session& session, const FileTerms& terms) {
  const std::vector<std::string> tables = TablesOf(session);
  const std::int64_t number = SchemaNumberOf(session);
  if (tables.empty() && number == 0) return;
  if (!IsGrafakes(tables)) {
    const std::string example = tables.empty() ? "no table" : "the table " + tables.front();
    const std::string whose = IsGrafanas(tables) ? "of a Grafana whose migrations are not done" : "of another program";
    throw Refusal(file, "is the database " + whose + " (it has " + example + ")" + kAnother);
  }
  if (number < 0 || number > kSchemaNumber) {
    throw Refusal(file, "was made by a newer grafake: its schema has the number " + std::to_string(number) +
                            ", and this grafake knows up to " + std::to_string(kSchemaNumber) +
                            "; start the newer one, or name another directory with --data");
  }
  if (const auto missing = FindMissing(session)) {
    const std::string whose = IsGrafanas(tables) ? "of an older Grafana" : "of another program, or damaged";
    throw Refusal(file, "is the database " + whose + " (it has " + *missing + ")" +
                            (IsGrafanas(tables) ? "; start a newer Grafana on it first, or" : ";") +
                            " name another directory with --data");
  }
  RefuseRelease(file, session, terms);
}

bool HasIndex(const fs::path& file) {
  std::error_code error;
  return fs::exists(file.string() + "-shm", error);
}

// An index that is there may be another program's at work, or tell of one that ended badly. With a log that has no more
// than its head, begun anew by a writer that was killed, SQLite would wait ten seconds for who may mend the index.
sql::Open HowToLook(const fs::path& file) {
  using Open = sql::Open;
  if (SizeOf(file.string() + "-wal") <= kLogHeadSize) return Open::kReadFile;
  return HasIndex(file) ? Open::kReadIndexed : Open::kReadLog;
}

// SQLite makes the index of a log that it reads. Where the file is refused, one that was not there before goes again.
class IndexOfLook {
 public:
  explicit IndexOfLook(const fs::path& file) : path_(file.string() + "-shm"), keep_(HasIndex(file)) {}
  ~IndexOfLook() {
    std::error_code error;
    if (!keep_) fs::remove(path_, error);
  }
  void Keep() { keep_ = true; }
  IndexOfLook(const IndexOfLook&) = delete;
  IndexOfLook& operator=(const IndexOfLook&) = delete;

 private:
  fs::path path_;
  bool keep_;
};

// A transaction that was cut off without a log: what stands in the file is half of it, and the journal what was there
// before. SQLite tells a journal in force by its first byte.
bool HasJournal(const fs::path& file) {
  std::ifstream journal(file.string() + "-journal", std::ios::binary);
  const int first = journal.get();
  return first != std::ifstream::traits_type::eof() && first != 0;
}

// A database as it will be when SQLite has taken back what was cut off; the file itself is left as it is.
class CopyOfLook {
 public:
  explicit CopyOfLook(const fs::path& file) {
    std::string name = (fs::temp_directory_path() / "grafake-look-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw Refusal(file, "cannot be looked at: " + name + " cannot be made");
    directory_ = name;
    for (const char* ending : {"", "-journal", "-wal"}) Copy(file, ending);
  }
  ~CopyOfLook() {
    std::error_code error;
    fs::remove_all(directory_, error);
  }
  CopyOfLook(const CopyOfLook&) = delete;
  CopyOfLook& operator=(const CopyOfLook&) = delete;

  [[nodiscard]] fs::path path() const { return directory_ / "copy.db"; }

 private:
  void Copy(const fs::path& file, const char* ending) const {
    std::error_code error;
    const fs::path from = file.string() + ending;
    if (!fs::exists(from, error)) return;
    fs::copy_file(from, path().string() + ending, error);
    if (error) throw Refusal(from, "cannot be looked at in " + directory_.string() + ": " + error.message());
  }

  fs::path directory_;
};

void LookAtCopy(const fs::path& file, const FileTerms& terms) {
  const CopyOfLook copy(file);
  sql::SqliteSession session(copy.path().string(), sql::Open::kReadWrite);
  RefuseTables(file, session, terms);
}

void LookAtFile(const fs::path& file, const FileTerms& terms) {
  const auto how = HowToLook(file);
  IndexOfLook index(file);
  sql::SqliteSession session(file.string(), how);
  RefuseTables(file, session, terms);
  index.Keep();
}

// What SQLite cannot read without mending it, since whoever wrote was killed, it mends in a copy.
void LookAt(const fs::path& file, const FileTerms& terms) try {
  if (HasJournal(file)) return LookAtCopy(file, terms);
  LookAtFile(file, terms);
} catch (const sql::SqlError& e) {
  if (e.not_a_database() || e.busy()) throw;
  LookAtCopy(file, terms);
}

}  // namespace

void RefuseForeignFile(const fs::path& file, bool kept_data, const FileTerms& terms) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return;
  if (SizeOf(file) == 0) return RefuseEmptied(file, kept_data);
  if (SizeOf(file) < kHeadSize) throw NotADatabase(file);  // SQLite takes some for new ones
  try {
    LookAt(file, terms);
  } catch (const sql::SqlError& e) {
    if (e.not_a_database()) throw NotADatabase(file);
    throw Refusal(file, std::string("cannot be read: ") + e.what());
  }
}

}  // namespace grafake::server
