#include "server/net/request_body.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

namespace grafake::server {
namespace {

constexpr std::size_t kMaxLine = 4096;  // of a chunk's size with its extensions, and of all trailers together

}  // namespace

RequestBody::RequestBody(const RequestHead& head, std::size_t limit, SharedBudget& budget)
    : limit_(limit), part_(head.chunked ? Part::kChunkSize : Part::kSized), left_(head.content_length), share_(budget) {
  if (head.chunked) {
    left_ = 0;
  } else if (left_ > limit_) {
    state_ = State::kTooLarge;
  } else if (left_ == 0) {
    state_ = State::kDone;
  }
}

std::size_t RequestBody::Take(std::string_view bytes) {
  std::size_t taken = 0;
  while (state_ == State::kMore) {
    const std::string_view rest = bytes.substr(taken);
    std::size_t step = 0;
    switch (part_) {
      case Part::kSized:
      case Part::kChunkData:
        step = TakeData(rest);
        break;
      case Part::kChunkEnd:
        step = TakeChunkEnd(rest);
        break;
      case Part::kChunkSize:
      case Part::kTrailer:
        step = TakeLine(rest);
        break;
    }
    if (step == 0) break;
    taken += step;
  }
  return taken;
}

// Twice the size each time, but never more than the body can come to. While it is copied the old buffer counts too.
bool RequestBody::MakeRoom(std::size_t more) {
  const std::size_t needed = body_.size() + more;
  if (needed <= body_.capacity()) return true;
  const std::uint64_t in_the_end = part_ == Part::kSized ? body_.size() + left_ : limit_;
  const auto room =
      static_cast<std::size_t>(std::min<std::uint64_t>(std::max(needed, 2 * body_.capacity()), in_the_end));
  if (!share_.Resize(room + (body_.empty() ? 0 : body_.capacity()))) return false;
  std::string larger;
  larger.reserve(room);  // exactly: a string that has a buffer already would take twice that one at least
  larger = body_;
  body_ = std::move(larger);
  return share_.Resize(room);
}

std::size_t RequestBody::TakeData(std::string_view bytes) {
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  if (!MakeRoom(count)) {
    state_ = State::kNoMemory;
    return 0;
  }
  body_.append(bytes.substr(0, count));
  left_ -= count;
  if (left_ == 0) {
    if (part_ == Part::kSized) {
      state_ = State::kDone;
    } else {
      part_ = Part::kChunkEnd;
    }
  }
  return count;
}

std::size_t RequestBody::TakeChunkEnd(std::string_view bytes) {
  if (bytes.size() < 2) return 0;
  if (!bytes.starts_with("\r\n")) {
    state_ = State::kMalformed;
    return 0;
  }
  part_ = Part::kChunkSize;
  return 2;
}

std::size_t RequestBody::TakeLine(std::string_view bytes) {
  const auto end = bytes.find('\n');
  const std::size_t length = end == std::string_view::npos ? bytes.size() : end + 1;
  const bool ended = end != std::string_view::npos;
  if (trailer_bytes_ + length > kMaxLine || (ended && (end == 0 || bytes[end - 1] != '\r'))) {
    state_ = State::kMalformed;
    return 0;
  }
  if (!ended) return 0;
  if (part_ == Part::kChunkSize) {
    BeginChunk(bytes.substr(0, end - 1));
  } else {
    trailer_bytes_ += length;
    EndWithTrailer(bytes.substr(0, end - 1));
  }
  return length;
}

void RequestBody::EndWithTrailer(std::string_view line) {
  if (line.empty()) {
    state_ = State::kDone;
    return;
  }
  const auto colon = line.find(':');
  const std::string_view name = line.substr(0, std::min(colon, line.size()));
  const bool named = !name.empty() && std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f; });
  if (colon == std::string_view::npos || !named) state_ = State::kMalformed;
}

void RequestBody::BeginChunk(std::string_view line) {
  line = line.substr(0, line.find(';'));
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  const char* const end = line.data() + line.size();
  const auto [stop, error] = std::from_chars(line.data(), end, left_, 16);
  if (error != std::errc{} || stop != end) {
    state_ = State::kMalformed;
  } else if (left_ > limit_ - body_.size()) {
    state_ = State::kTooLarge;
  } else {
    part_ = left_ == 0 ? Part::kTrailer : Part::kChunkData;
  }
}

}  // namespace grafake::server
