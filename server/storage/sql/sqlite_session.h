#pragma once

#include <cstdint>
#include <string>

#include "server/storage/sql/session.h"

namespace grafake::server::sql {

// How a file is opened; a missing one is not made. kReadLog: to look at it only, with what its log holds; makes the
// log's index. kReadIndexed: the same where there is an index, which stays as it is. kReadFile: the file alone, as if
// nobody else had it open; touches nothing beside it.
enum class Open { kReadWrite, kReadLog, kReadIndexed, kReadFile };

// A session of POCO's SQLite connector.
class SqliteSession : public Session {
 public:
  // ":memory:" is a database of its own. Throws SqlError.
  explicit SqliteSession(const std::string& file, Open how = Open::kReadWrite);
};

// Of sessions that are SqliteSessions:

// The index of the log, memory that all programs share which have the file open; null when there is none. Ask when
// something was read. Lives as long as any connection to the file. WalIndex knows what is in it.
[[nodiscard]] const std::uint32_t* LogIndexOf(const Session& session);

// Makes `copy`, in memory and empty or a file, a copy of another database in memory, page by page.
void CopyPages(const Session& copy, const Session& original);

}  // namespace grafake::server::sql
