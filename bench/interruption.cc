#include "bench/interruption.h"

namespace grafake::bench {
namespace {

std::atomic<bool> came = false;  // a signal handler reaches nothing else

}  // namespace

InterruptionWatch::InterruptionWatch() {
  struct sigaction note {};
  note.sa_handler = [](int) { came = true; };
  note.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &note, &interrupt_before_);
  sigaction(SIGTERM, &note, &terminate_before_);
}

InterruptionWatch::~InterruptionWatch() {
  sigaction(SIGINT, &interrupt_before_, nullptr);
  sigaction(SIGTERM, &terminate_before_, nullptr);
}

const std::atomic<bool>& InterruptionWatch::flag() { return came; }

}  // namespace grafake::bench
