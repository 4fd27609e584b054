// The same targets for libFuzzer: GRAFAKE_FUZZ names the one, LLVM's driver finds the inputs. With GRAFAKE_FUZZ_SEEDS
// it only writes right inputs into that directory, for the driver to begin with.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "server/fuzz/target.h"

namespace {

const grafake::server::fuzz::Target& Chosen() {
  static const auto targets = grafake::server::fuzz::Targets();
  const char* name = std::getenv("GRAFAKE_FUZZ");
  for (const auto& target : targets) {
    if (name != nullptr && target.name == name) return target;
  }
  std::fputs("GRAFAKE_FUZZ must be json, query, headers, token or ini\n", stderr);
  std::exit(1);
}

void WriteSeeds(const grafake::server::fuzz::Target& target, const std::string& directory) {
  for (std::size_t i = 0; i < target.seeds.size(); ++i) {
    std::ofstream(directory + "/seed" + std::to_string(i), std::ios::binary) << target.seeds[i];
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  if (const char* directory = std::getenv("GRAFAKE_FUZZ_SEEDS")) {
    WriteSeeds(Chosen(), directory);
    std::exit(0);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto& target = Chosen();
  target.read({reinterpret_cast<const char*>(data), size});
  return 0;
}
