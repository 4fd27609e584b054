#include "bench/work_command.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "bench/token_requests.h"

namespace {

std::atomic<std::uint64_t> allocations = 0;
std::atomic<std::uint64_t> bytes = 0;

}  // namespace

// Counts every allocation of this program.
void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  bytes.fetch_add(size, std::memory_order_relaxed);
  void* memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace grafake::bench {

void RunWorkCommand(int requests) {
  TokenRequests work;
  const std::uint64_t allocations_before = allocations;
  const std::uint64_t bytes_before = bytes;
  for (int i = 0; i < requests; ++i) (void)work.Answer();
  std::printf("%.1f allocations and %.0f bytes an authenticated request\n",
              static_cast<double>(allocations - allocations_before) / requests,
              static_cast<double>(bytes - bytes_before) / requests);
}

}  // namespace grafake::bench
