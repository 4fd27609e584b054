#include "server/net/gone_crowd.h"

#include <algorithm>

#include "server/net/memory_return.h"

namespace grafake::server {
namespace {

constexpr std::size_t kCrowd = 128;  // fewer hold little

}  // namespace

void GoneCrowd::Look(std::size_t connections) {
  most_ = std::max(most_, connections);
  if (most_ < kCrowd || connections > most_ / 4) return;
  ReturnMemory();
  most_ = connections;
}

}  // namespace grafake::server
