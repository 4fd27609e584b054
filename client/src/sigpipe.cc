#include "src/sigpipe.h"

#include <ctime>

namespace grafake {
namespace {

sigset_t Sigpipe() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  return set;
}

bool IsPending() {
  sigset_t pending;
  sigpending(&pending);
  return sigismember(&pending, SIGPIPE) == 1;
}

}  // namespace

// One that is pending already is somebody else's, and stays.
NoSigpipe::NoSigpipe(bool wanted) : wanted_(wanted && !IsPending()) {
  const sigset_t sigpipe = Sigpipe();
  if (wanted_) pthread_sigmask(SIG_BLOCK, &sigpipe, &before_);
}

NoSigpipe::~NoSigpipe() {
  if (!wanted_) return;
  const sigset_t sigpipe = Sigpipe();
  const timespec no_time{};
  while (IsPending() && sigtimedwait(&sigpipe, nullptr, &no_time) > 0) {
  }
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace grafake
