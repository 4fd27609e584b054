#include "conformance/interruption.h"

#include <atomic>
#include <csignal>

namespace grafake::conformance {
namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // or a signal handler could not set it

extern "C" void Interrupt(int) { interrupted = true; }

}  // namespace

void TakeInterruptions() {
  struct sigaction action {};
  action.sa_handler = Interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

bool IsInterrupted() { return interrupted; }

}  // namespace grafake::conformance
