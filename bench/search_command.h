#pragma once

#include <chrono>
#include <string>

namespace grafake::bench {

struct SearchCommand {
  std::string server;  // the program
  int accounts = 100'000;
  std::chrono::milliseconds duration{1000};
  int slices = 5;  // of each side, in turn
  bool json = false;
};

// Searches of service accounts, first and last page of a hundred, against bare SQLite queries for the same rows and
// their number, on the same file.
void RunSearchCommand(const SearchCommand& command);

}  // namespace grafake::bench
