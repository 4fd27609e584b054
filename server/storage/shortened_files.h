#pragma once

#include <sys/types.h>

#include <string>

namespace grafake::server {

// What is read from memory that a file is mapped to, and no longer in the file, ends a process by SIGBUS. From now on
// it ends with a sentence on standard error that names the file, and with this exit code. SQLite has such memory: the
// index of its log, grafana.db-shm, of which nothing needs to be kept. Going on would not be safe, since what was taken
// away is what tells readers where the last commits are; the next start makes it anew from the log.
void EndWithWordsWhenAFileIsShortened(int exit_code);

// What goes with that end: the file of that path, as long as it is still this one. An empty path: nothing. Not
// thread-safe.
void RemoveWhenAFileIsShortened(const std::string& path, dev_t device, ino_t inode);

}  // namespace grafake::server
