#include "server/storage/database_image.h"

#include <string>

#include "server/storage/schema.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

// Every table and index has a page of its own, most of them all but empty.
const std::string kSmallPages = "PRAGMA page_size = 1024";

// A copy in memory has pages as large as the original's, or SQLite does not make it.
void HavePagesOf(sql::Session& copy, sql::Session& original) {
  copy.RunOnce("PRAGMA page_size = " + std::to_string(*sql::SelectOne<std::int64_t>(original, "PRAGMA page_size")));
}

}  // namespace

DatabaseImage::DatabaseImage() {
  session_.RunOnce(kSmallPages);
  Migrate(session_);
}

DatabaseImage::DatabaseImage(sql::Session& original) {
  HavePagesOf(session_, original);
  sql::CopyPages(session_, original);
}

void DatabaseImage::CopyInto(sql::Session& fresh) const {
  const Lock lock(mutex_);
  HavePagesOf(fresh, session_);
  sql::CopyPages(fresh, session_);
}

void DatabaseImage::CopyIntoFile(const std::filesystem::path& file) const {
  const Lock lock(mutex_);
  sql::SqliteSession session(file.string());
  sql::CopyPages(session, session_);
}

}  // namespace grafake::server
