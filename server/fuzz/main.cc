// grafake-fuzz TARGET|all [seconds] [seed]: changes right inputs at random and reads them, for so long.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "server/fuzz/target.h"

namespace grafake::server::fuzz {
namespace {

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::size_t Below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }

  // One to eight changes: a byte, a bit, a piece cut out, repeated, or taken from another seed.
  std::string Change(const std::vector<std::string>& seeds) {
    std::string text = seeds[Below(seeds.size())];
    for (std::size_t i = 1 + Below(8); i > 0; --i) ChangeOnce(text, seeds[Below(seeds.size())]);
    return text;
  }

 private:
  void ChangeOnce(std::string& text, const std::string& other) {
    const std::size_t at = Below(text.size() + 1);
    const std::size_t length = Below(16);
    switch (Below(6)) {
      case 0:
        text.insert(at, 1, kTelling[Below(kTelling.size())]);
        break;
      case 1:
        text.insert(at, 1, static_cast<char>(Below(256)));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << Below(8)));
        break;
      case 3:
        text.erase(at, length);
        break;
      case 4:
        text.insert(at, text.substr(at, length));
        break;
      default:
        text.insert(at, other.substr(Below(other.size() + 1), length));
    }
  }

  static constexpr std::string_view kTelling = "\"\\{}[]:,%&=;_ .\n\r\t'`#0x-+u";
  std::mt19937 random_;
};

std::size_t Run(const Target& target, std::chrono::seconds time, unsigned seed) {
  for (const std::string& text : target.seeds) target.read(text);
  Mutator mutator(seed);
  std::size_t runs = 0;
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    for (int i = 0; i < 100; ++i, ++runs) target.read(mutator.Change(target.seeds));
  }
  return runs;
}

int Main(std::string_view name, std::chrono::seconds time, unsigned seed) {
  std::vector<std::thread> threads;
  for (const Target& target : Targets()) {
    if (name != "all" && name != target.name) continue;
    threads.emplace_back([target, time, seed] {
      const std::size_t runs = Run(target, time, seed);
      std::printf("%-8.*s %zu inputs, seed %u\n", static_cast<int>(target.name.size()), target.name.data(), runs, seed);
    });
  }
  for (std::thread& thread : threads) thread.join();
  if (threads.empty()) std::fprintf(stderr, "no such target; there are json, query, headers, token, ini and all\n");
  return threads.empty() ? 1 : 0;
}

}  // namespace
}  // namespace grafake::server::fuzz

int main(int argc, char** argv) {
  const unsigned seed = argc > 3 ? static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)) : std::random_device()();
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  std::printf("seed %u\n", seed);
  return grafake::server::fuzz::Main(argc > 1 ? argv[1] : "all",
                                     std::chrono::seconds(argc > 2 ? std::atoi(argv[2]) : 1), seed);
}
