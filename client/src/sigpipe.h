#pragma once

#include <csignal>

namespace grafake {

// Keeps SIGPIPE from this thread for its life. OpenSSL writes without MSG_NOSIGNAL, and the signal would end the
// program of whoever links this library.
class NoSigpipe {
 public:
  // Without `wanted` it does nothing.
  explicit NoSigpipe(bool wanted);
  ~NoSigpipe();
  NoSigpipe(const NoSigpipe&) = delete;
  NoSigpipe& operator=(const NoSigpipe&) = delete;

 private:
  bool wanted_;
  sigset_t before_{};
};

}  // namespace grafake
