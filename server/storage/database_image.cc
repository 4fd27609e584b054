#include "server/storage/database_image.h"

#include <string>

#include "server/storage/schema.h"

namespace grafake::server {
namespace {

// Every table and index has a page of its own, most of them all but empty.
const std::string kSmallPages = "PRAGMA page_size = 1024";

}  // namespace

DatabaseImage::DatabaseImage() {
  session_.RunOnce(kSmallPages);
  Migrate(session_);
}

void DatabaseImage::CopyInto(sql::Session& fresh) const {
  fresh.RunOnce(kSmallPages);  // a copy in memory needs the same
  const Lock lock(mutex_);
  fresh.CopyFrom(session_);
}

}  // namespace grafake::server
