#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/net/request_head.h"

namespace grafake::server {

// Takes the body of one request out of what arrives on a connection: by its length, or chunk by chunk. Trailers are
// read and dropped. Stricter than net/http in one point: the lines of chunks end in CRLF. Not thread-safe.
class RequestBody {
 public:
  enum class State { kMore, kDone, kTooLarge, kMalformed };

  // `limit`: bytes of body at most; one more is kTooLarge.
  RequestBody(const RequestHead& head, std::size_t limit);

  // Takes what it can use from the front of `bytes` and says how much that was; the rest must be offered again.
  std::size_t Take(std::string_view bytes);

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] std::size_t size() const { return body_.size(); }
  // The body; kDone only, once.
  [[nodiscard]] std::string Release() { return std::move(body_); }

 private:
  enum class Part { kSized, kChunkSize, kChunkData, kChunkEnd, kTrailer };

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
};

}  // namespace grafake::server
