#include "bench/micro_command.h"

#include <benchmark/benchmark.h>
#include <sys/utsname.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace grafake::bench {
namespace {

using Json = nlohmann::ordered_json;  // the file keeps Google Benchmark's order

// The rest of the first line of a file of /proc that begins so.
std::string LineOf(const std::string& path, const std::string& begin) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(begin)) continue;
    const auto value = line.find_first_not_of(" \t:=\"", begin.size());
    line = value == std::string::npos ? "" : line.substr(value);
    if (line.ends_with('"')) line.pop_back();
    return line;
  }
  return "unknown";
}

Json Machine() {
  utsname kernel{};
  uname(&kernel);
  return {{"processor", LineOf("/proc/cpuinfo", "model name")},
          {"memory", LineOf("/proc/meminfo", "MemTotal")},
          {"kernel", std::string(kernel.sysname) + " " + kernel.release},
          {"system", LineOf("/etc/os-release", "PRETTY_NAME")},
          {"compiler", "GCC " __VERSION__}};
}

void Describe(const std::string& path) {
  Json report;
  std::ifstream(path) >> report;
  for (const char* name : {"host_name", "executable"}) report.at("context").erase(name);
  report.at("context")["machine"] = Machine();
  if (!(std::ofstream(path) << report.dump(1) << "\n").flush()) throw std::runtime_error(path + " cannot be written");
}

}  // namespace

bool RunMicroCommand(const std::vector<std::string>& flags, const std::string& keep) {
  std::vector<std::string> words{"grafake-bench micro"};
  words.insert(words.end(), flags.begin(), flags.end());
  if (!keep.empty()) words.insert(words.end(), {"--benchmark_out=" + keep, "--benchmark_out_format=json"});
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  int count = static_cast<int>(arguments.size());
  if (!keep.empty() && !std::ofstream(keep)) throw std::runtime_error(keep + " cannot be written");
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return false;
  benchmark::RunSpecifiedBenchmarks();
  if (!keep.empty()) Describe(keep);
  return true;
}

}  // namespace grafake::bench
