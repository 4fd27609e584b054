// Numbers as Go writes them once they have been read.
#include "server/json/plain_numbers.h"

#include <gtest/gtest.h>

#include "server/json/writer.h"

namespace grafake::server {
namespace {

TEST(PlainNumbersTest, AreThoseOfInt64AndFloat64) {
  EXPECT_EQ(WithPlainNumbers(R"({"a":[1,-2,9223372036854775807],"b":0})"), R"({"a":[1,-2,9223372036854775807],"b":0})");
  EXPECT_EQ(WithPlainNumbers("[1.0,2.5,1e2,0.1,-0.5]"), "[1,2.5,100,0.1,-0.5]");
  EXPECT_EQ(WithPlainNumbers("[12345678901234567890,1e21,1E+30,1e-7,0.000001]"),
            "[12345678901234567000,1e+21,1e+30,1e-7,0.000001]");
  EXPECT_EQ(WithPlainNumbers("1e400"), "1e400");
}

TEST(PlainNumbersTest, TextsStay) {
  EXPECT_EQ(WithPlainNumbers(R"({"1.0":"2.0 \" 3.0","t":true,"n":null})"), R"({"1.0":"2.0 \" 3.0","t":true,"n":null})");
}

TEST(PlainNumbersTest, BeyondExactIntegersZerosFollow) {
  EXPECT_EQ(JsonNumberText(1.5e20), "150000000000000000000");
  EXPECT_EQ(JsonNumberText(9007199254740992.0), "9007199254740992");
  EXPECT_EQ(JsonNumberText(-2e16), "-20000000000000000");
}

}  // namespace
}  // namespace grafake::server
