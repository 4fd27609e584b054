#include "src/gzip.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace grafake {
namespace {

std::string Packed(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

TEST(GzipTest, GivesBackWhatWasPacked) {
  for (const std::size_t size : {0U, 1U, 16'384U, 16'385U, 1'000'000U})
    EXPECT_EQ(Unpacked(Packed(std::string(size, 'x')), size), std::string(size, 'x'));
}

TEST(GzipTest, ABombEndsAtTheLimit) { EXPECT_EQ(Unpacked(Packed(std::string(1'000'001, 'x')), 1'000'000), std::nullopt); }

TEST(GzipTest, WhatIsBrokenIsNothing) {
  const std::string packed = Packed("text");
  EXPECT_EQ(Unpacked("", 100), std::nullopt);
  EXPECT_EQ(Unpacked("text", 100), std::nullopt);
  EXPECT_EQ(Unpacked(packed.substr(0, packed.size() - 1), 100), std::nullopt);
}

}  // namespace
}  // namespace grafake
