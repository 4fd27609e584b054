#include "bench/progress.h"

#include <unistd.h>

#include <iostream>

namespace grafake::bench {
namespace {

constexpr const char* kWipeLine = "\r\x1b[K";

}  // namespace

void Progress::Show(const std::string& text) {
  if (isatty(STDERR_FILENO) == 0) return;
  std::cerr << kWipeLine << text << std::flush;
  shown_ = true;
}

Progress::~Progress() {
  if (shown_) std::cerr << kWipeLine << std::flush;
}

}  // namespace grafake::bench
