// Another program at the database, for the tests: runs SQL on a file, says so, and keeps it open until its input ends.
// usage: grafake-visitor FILE SQL
#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>

namespace {

int PrintFirstColumn(void* /*unused*/, int columns, char** values, char** /*names*/) {
  if (columns > 0) std::printf("%s\n", values[0] == nullptr ? "NULL" : values[0]);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) return 3;
  sqlite3_busy_timeout(database, 20000);
  const int code = sqlite3_exec(database, argv[2], PrintFirstColumn, nullptr, nullptr);
  if (code != SQLITE_OK) std::fprintf(stderr, "grafake-visitor: %s\n", sqlite3_errmsg(database));
  std::puts("done");
  std::fflush(stdout);
  char byte = 0;
  while (read(STDIN_FILENO, &byte, 1) > 0) continue;
  sqlite3_close(database);
  return code == SQLITE_OK ? 0 : 1;
}
