#include "conformance/interruption.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <thread>

namespace grafake::conformance {
namespace {

std::atomic<bool> interrupted = false;
std::atomic<bool> out_of_time = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // or a signal handler could not set it

constexpr auto kRestGlance = std::chrono::milliseconds(25);  // between two looks at whether the run is interrupted

extern "C" void Interrupt(int signal) {
  if (signal == SIGALRM) out_of_time = true;
  interrupted = true;
}

void Handle(int signal) {
  struct sigaction action {};
  action.sa_handler = Interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
  sigaction(signal, &action, nullptr);
}

}  // namespace

void TakeInterruptions() {
  for (const int signal : {SIGINT, SIGTERM}) Handle(signal);
}

void LimitRun(std::chrono::seconds time) {
  Handle(SIGALRM);
  alarm(static_cast<unsigned>(time.count()));
}

bool IsInterrupted() { return interrupted; }

bool IsOutOfTime() { return out_of_time; }

void RestUntil(std::chrono::steady_clock::time_point until) {
  for (auto now = std::chrono::steady_clock::now(); now < until && !interrupted; now = std::chrono::steady_clock::now())
    std::this_thread::sleep_until(std::min(until, now + kRestGlance));
}

}  // namespace grafake::conformance
