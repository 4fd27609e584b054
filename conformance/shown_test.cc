#include "conformance/shown.h"

#include <gtest/gtest.h>

namespace grafake::conformance {
namespace {

TEST(ShownTest, PlainTextStays) {
  for (const char* text : {"", "{\"a\":\"ä → 日本\"}", "# one", "a#b"}) EXPECT_EQ(Shown(text), text);
}

TEST(ShownTest, WhatActsOnATerminalOrAReaderIsWritten) {
  EXPECT_EQ(Shown("\x1b[2J"), "\\x1b[2J");
  EXPECT_EQ(Shown("a\nb\r\tc"), "a\\nb\\r\\tc");
  EXPECT_EQ(Shown(std::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(Shown("\xC2\x9B"
                  "31m\x7F"),
            "\\u009b31m\\x7f");
  EXPECT_EQ(Shown("\xE2\x80\xAE\xE2\x81\xA6\xE2\x80\xA8\xEF\xBB\xBF"), "\\u202e\\u2066\\u2028\\ufeff");
  EXPECT_EQ(Shown("\xF3\xA0\x81\x81"), "\\U000e0041");
}

TEST(ShownTest, WhatIsNoUtf8IsWrittenByteByByte) {
  EXPECT_EQ(Shown("\xFF\xC0\x80\xED\xA0\x80\xE2\x82"), "\\xff\\xc0\\x80\\xed\\xa0\\x80\\xe2\\x82");
}

TEST(ShownTest, OrdersToACiAreBroken) {
  EXPECT_EQ(Shown("##vso[task.fail] ##[error]"), "#\\x23vso[task.fail] #\\x23[error]");
  EXPECT_EQ(ShownLines("::error::a\n  ::set-output\n"), "| ::error::a\n|   ::set-output\n");
}

TEST(ShownTest, WhatAServerSaidStandsBelowTheSentence) {
  EXPECT_EQ(ShownBelow("it ended\n"), "it ended");
  EXPECT_EQ(ShownBelow("it ended"), "it ended");
  EXPECT_EQ(ShownBelow("it ended\nno\x1b\nroom\n"), "it ended\n| no\\x1b\n| room");
}

TEST(ShownTest, TwiceIsAsOnce) {
  for (const char* text : {"\x1b\n###", "a\\n", "| a\n\xFF"}) {
    EXPECT_EQ(Shown(Shown(text)), Shown(text));
    EXPECT_EQ(ShownLines(ShownLines(text)), ShownLines(text));
  }
}

TEST(CutTest, CutsBetweenCharacters) {
  EXPECT_EQ(Cut("abc", 3), "abc");
  EXPECT_EQ(Cut("aäb", 2), "a… (3 bytes more)");
}

}  // namespace
}  // namespace grafake::conformance
