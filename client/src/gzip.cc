#include "src/gzip.h"

#include <zlib.h>

#include <array>
#include <memory>

namespace grafake {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;
constexpr std::size_t kInflatedPiece = 16'384;

}  // namespace

std::optional<std::string> Unpacked(const std::string& packed, std::size_t largest, const Patience& patience) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) return std::nullopt;
  const std::unique_ptr<z_stream, int (*)(z_stream*)> owned(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib reads it only
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string text;
  for (int state = Z_OK; state != Z_STREAM_END;) {
    std::array<char, kInflatedPiece> piece;
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = piece.size();
    state = inflate(&stream, Z_NO_FLUSH);
    const std::size_t count = piece.size() - stream.avail_out;
    if (patience.is_over()) return std::nullopt;
    if ((state != Z_OK && state != Z_STREAM_END) || count > largest - text.size()) return std::nullopt;
    text.append(piece.data(), count);
  }
  return text;
}

}  // namespace grafake
