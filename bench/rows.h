#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "bench/row.h"

// The rows of the table, each measured by a function of its own on servers that it starts and ends.
namespace grafake::bench {

// Of those that are measured, where a row does not vary their number.
inline constexpr int kFewConnections = 8;
inline constexpr int kManyConnections = 16;

struct RowSettings {
  std::string server;  // the program
  std::chrono::milliseconds slice{200};
  SampleCount slices{.least = 16, .most = 64};  // of each side
  int starts = 20;
  int tokens = 1'000'000;
  int used_tokens = 100'000;
  int accounts = 100'000;
  int idle_connections = 2000;
  int worlds = 1000;
};

// Less of everything, for a first look.
[[nodiscard]] inline RowSettings QuickRows() {
  return {.slices = {.least = 5, .most = 5},
          .starts = 5,
          .tokens = 100'000,
          .used_tokens = 10'000,
          .accounts = 10'000,
          .idle_connections = 2000};
}

// GET /api/org with a token on 1, 16 and 64 connections against a bare POCO server that answers the same bytes.
[[nodiscard]] std::vector<Row> MeasureAgainstBare(const RowSettings& settings);
// The same while others send worthless tokens, against half of the undisturbed rate.
[[nodiscard]] std::vector<Row> MeasureAmongWorthlessTokens(const RowSettings& settings);
// The same while another client creates and deletes tokens, against the undisturbed rate less its share of the machine.
[[nodiscard]] std::vector<Row> MeasureBesideWriter(const RowSettings& settings);
// The same with many tokens against 1,000; the memory with many tokens.
[[nodiscard]] std::vector<Row> MeasureManyTokens(const RowSettings& settings);
// Durable token creations by 8 clients against bare SQLite commits by one writer.
[[nodiscard]] std::vector<Row> MeasureCreations(const RowSettings& settings);
// First and last page of a search of accounts against a bare SQLite query for the same rows.
[[nodiscard]] std::vector<Row> MeasureSearch(const RowSettings& settings);
// From the start to the first authenticated answer, and the memory then.
[[nodiscard]] std::vector<Row> MeasureStart(const RowSettings& settings);
// Threads, memory and answers with many idle keep-alive connections.
[[nodiscard]] std::vector<Row> MeasureIdleConnections(const RowSettings& settings);
// Calls of the client library against bare POCO client sessions that ask the same; its allocations and deadlines.
[[nodiscard]] std::vector<Row> MeasureClient(const RowSettings& settings);
// Worlds of one process: time to open and to close one, and its memory.
[[nodiscard]] std::vector<Row> MeasureWorlds(const RowSettings& settings);
// Test control: worlds, snapshots and resets by it, a server for one command, and what its journal costs.
[[nodiscard]] std::vector<Row> MeasureControl(const RowSettings& settings);
// Tokens hashed as Grafana hashes them: what a request costs, and those beside it.
[[nodiscard]] std::vector<Row> MeasureDerivedTokens(const RowSettings& settings);

}  // namespace grafake::bench
