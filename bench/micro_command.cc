#include "bench/micro_command.h"

#include <benchmark/benchmark.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "bench/report_file.h"

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

// The file that Google Benchmark wrote, with a description of the machine.
std::string Described(const std::string& path) {
  std::ifstream file(path);
  Json report = Json::parse(file, nullptr, false);
  if (report.is_discarded()) throw std::runtime_error(path + " is not whole: is the disk full?");
  for (const char* name : {"host_name", "executable"}) report.at("context").erase(name);
  report.at("context")["machine"] = Machine();
  return report.dump(1) + "\n";
}

// Where Google Benchmark writes before the file is put in its place.
class RawFile {
 public:
  explicit RawFile(const std::string& keep) : path_(keep.empty() ? "" : keep + ".raw-" + std::to_string(::getpid())) {}
  ~RawFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

bool RunMicroCommand(const std::vector<std::string>& flags, const std::string& keep) {
  std::vector<std::string> words{"grafake-bench micro"};
  words.insert(words.end(), flags.begin(), flags.end());
  const RawFile raw(keep);
  if (!keep.empty()) words.insert(words.end(), {"--benchmark_out=" + raw.path(), "--benchmark_out_format=json"});
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  int count = static_cast<int>(arguments.size());
  if (!keep.empty()) CheckPlaceFor(keep);
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return false;
  if (benchmark::RunSpecifiedBenchmarks() == 0) throw std::invalid_argument("no benchmark fits --benchmark_filter");
  if (!keep.empty()) PutFile(keep, Described(raw.path()));
  return true;
}

}  // namespace grafake::bench
