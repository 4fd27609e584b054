#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/net/request_head.h"
#include "server/net/shared_budget.h"

namespace grafake::server {

// Takes the body of one request out of what arrives on a connection: by its length, or chunk by chunk. Trailers are
// read and dropped. Stricter than net/http in one point: the lines of chunks end in CRLF. Memory grows with what
// arrives, never with what is announced, and is taken from `budget` first. Not thread-safe.
class RequestBody {
 public:
  enum class State { kMore, kDone, kTooLarge, kMalformed, kNoMemory };

  // `limit`: bytes of body at most; one more is kTooLarge. When the budget has no room for what arrives it is
  // kNoMemory.
  RequestBody(const RequestHead& head, std::size_t limit, SharedBudget& budget);

  // Takes what it can use from the front of `bytes` and says how much that was; the rest must be offered again.
  std::size_t Take(std::string_view bytes);

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] std::size_t size() const { return body_.size(); }
  // The body; kDone only, once. It counts in the budget until this object goes.
  [[nodiscard]] std::string Release() { return std::move(body_); }

 private:
  enum class Part { kSized, kChunkSize, kChunkData, kChunkEnd, kTrailer };

  bool MakeRoom(std::size_t more);

  // Each takes one part, or nothing when it has not arrived in full.
  std::size_t TakeData(std::string_view bytes);
  std::size_t TakeChunkEnd(std::string_view bytes);
  std::size_t TakeLine(std::string_view bytes);

  void BeginChunk(std::string_view line);
  void EndWithTrailer(std::string_view line);

  const std::size_t limit_;
  State state_ = State::kMore;
  Part part_;
  std::uint64_t left_;             // of the body, or of the chunk
  std::size_t trailer_bytes_ = 0;  // lines behind the last chunk
  std::string body_;
  BudgetShare share_;
};

}  // namespace grafake::server
