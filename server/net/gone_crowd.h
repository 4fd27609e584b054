#pragma once

#include <cstddef>

namespace grafake::server {

// Gives the memory of a crowd of connections back to the system when most of them have gone: glibc keeps what was
// returned in small blocks. For one thread.
class GoneCrowd {
 public:
  // `connections`: how many there are now.
  void Look(std::size_t connections);

 private:
  std::size_t most_ = 0;  // that there were at a time, since memory was last given back
};

}  // namespace grafake::server
