#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bench/load.h"

namespace grafake::bench {

struct SideReport {
  std::string name;
  std::vector<double> rates;  // answers a second, slice by slice
  Histogram times;            // of all slices
  std::map<std::string, std::uint64_t> kinds;
};

struct LoadReport {
  LoadOptions options;
  int slices = 0;
  bool interrupted = false;  // before there were as many slices as were asked for
  std::vector<SideReport> sides;
};

// To standard output: for people, for scripts.
void PrintTable(const LoadReport& report);
void PrintJson(const LoadReport& report);

// "closed loop, 16 connections, slices: 5 of 2000 ms"
[[nodiscard]] std::string DescriptionOf(const LoadReport& report);

}  // namespace grafake::bench
