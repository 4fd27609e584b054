#include "bench/early_end.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <iostream>

#include "bench/leftovers.h"

namespace grafake::bench {
namespace {

constexpr int kEarlyEndCode = 130;

sigset_t EndingSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM}) sigaddset(&signals, signal);
  return signals;
}

}  // namespace

EarlyEnd::EarlyEnd(std::function<void()> tell) : tell_(std::move(tell)) {
  const sigset_t signals = EndingSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  waiting_ = std::thread([this] { Await(); });
}

EarlyEnd::~EarlyEnd() {
  over_ = true;
  waiting_.join();
  const sigset_t signals = EndingSignals();
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void EarlyEnd::Await() const {
  const sigset_t signals = EndingSignals();
  const timespec glance{.tv_sec = 0, .tv_nsec = 50'000'000};
  while (sigtimedwait(&signals, nullptr, &glance) < 0) {
    if (over_) return;
  }
  tell_();
  std::cout.flush();
  std::fflush(stdout);
  Leftovers::Tidy();
  std::cerr << "grafake-bench: interrupted\n";
  _exit(kEarlyEndCode);
}

}  // namespace grafake::bench
