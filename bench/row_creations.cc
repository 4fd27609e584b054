
#include <fstream>
#include <thread>

#include "bench/leftovers.h"
#include "bench/rows.h"
#include "bench/token_load.h"
#include "bench/token_writer.h"
#include "server/domain/digest.h"
#include "server/storage/schema.h"
#include "server/storage/sql.h"
#include "server/storage/sql/sqlite_session.h"

namespace grafake::bench {
namespace {

namespace sql = server::sql;
using Clock = std::chrono::steady_clock;

constexpr int kClients = 8;

double Seconds(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double CreationRate(const TokenWriter::Place& place, std::chrono::milliseconds duration, const std::string& names) {
  const auto begin = Clock::now();
  TokenWriter writer(place, {.names = names, .clients = kClients});
  std::this_thread::sleep_for(duration);
  return static_cast<double>(writer.Finish()) / Seconds(begin);
}

// A session opens files that are there.
std::string WithBareFile(const std::string& file) {
  const std::ofstream made(file, std::ios::app);
  return file;
}

// The yardstick: one writer puts the same rows into a table of the same shape with one prepared statement, each row its
// own commit, with the pragmas of the server.
class BareWriter {
 public:
  explicit BareWriter(const std::string& file) : session_(WithBareFile(file)) {
    session_.RunOnce("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");
    server::Migrate(session_);
  }

  double Rate(std::chrono::milliseconds duration) {
    const auto begin = Clock::now();
    const std::size_t before = made_;
    while (Clock::now() < begin + duration) Insert("n" + std::to_string(++made_));
    return static_cast<double>(made_ - before) / Seconds(begin);
  }

 private:
  void Insert(const std::string& name) {
    const server::Sha256 digest = server::Sha256Of(name);
    sql::Execute(session_,
                 "INSERT INTO api_key (org_id, name, key, role, created, updated, expires, service_account_id)"
                 " VALUES (1, ?, ?, 'Viewer', '2026-01-01 00:00:00', '2026-01-01 00:00:00', NULL, 2)",
                 name, server::Hex(digest.data(), digest.size()));
  }

  sql::SqliteSession session_;
  std::size_t made_ = 0;
};

}  // namespace

std::vector<Row> MeasureCreations(const RowSettings& settings) {
  ScratchDirectory directory;
  std::filesystem::create_directories(directory.path());
  BareWriter bare(directory.path() + "/bare.db");
  TokenLoad load(settings.server, directory.path() + "/data");
  const auto place = TokenWriter::PlaceIn(load.server().target(), load.world());
  Row row{.what = "durable token creations by 8 clients, against bare SQLite commits by one writer",
          .unit = "a second",
          .target = 2.0};
  int names = 0;
  Alternate(
      row, settings.slices, [&] { return CreationRate(place, settings.slice, "s" + std::to_string(++names) + "-"); },
      [&] { return bare.Rate(settings.slice); });
  return {row};
}

}  // namespace grafake::bench
