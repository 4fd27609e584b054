#include "server/net/gone_crowd.h"

#include <malloc.h>

#include <algorithm>

namespace grafake::server {
namespace {

constexpr std::size_t kCrowd = 128;  // fewer hold little

}  // namespace

void GoneCrowd::Look(std::size_t connections) {
  most_ = std::max(most_, connections);
  if (most_ < kCrowd || connections > most_ / 4) return;
  ::malloc_trim(0);
  most_ = connections;
}

}  // namespace grafake::server
