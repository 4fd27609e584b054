// What the headers of a proxy may hold.
#include <gtest/gtest.h>

#include "server/domain/mail_address.h"
#include "server/domain/quoted_printable.h"

namespace grafake::server {
namespace {

TEST(MailAddressTest, IsFoundAloneOrBehindAName) {
  EXPECT_EQ(ParseMailAddress("jane@example.com"), "jane@example.com");
  EXPECT_EQ(ParseMailAddress("Jane D <jd@example.com>"), "jd@example.com");
  EXPECT_EQ(ParseMailAddress("\"Doe, J.\" <jd@x>"), "jd@x");
  EXPECT_EQ(ParseMailAddress("<jd@x>"), "jd@x");
  for (const char* const none : {"", "jane", "@x", "a@", "a..b@x", ".a@x", "a b@x", "Jane (jd@x)", "Doe, J <jd@x>",
                                 "jane <jd>", "a@x.", "a@b@c", "jane <jd@x> more"})
    EXPECT_FALSE(ParseMailAddress(none)) << none;
}

TEST(QuotedPrintableTest, EscapesAreReadAndOddOnesStay) {
  EXPECT_EQ(DecodeQuotedPrintable("J=C3=BCrgen"), "J\xC3\xBCrgen");
  EXPECT_EQ(DecodeQuotedPrintable("=6Aane"), "jane");
  EXPECT_EQ(DecodeQuotedPrintable("=6aane"), "jane");
  EXPECT_EQ(DecodeQuotedPrintable("bad=ZZ"), "bad=ZZ");
  EXPECT_EQ(DecodeQuotedPrintable("trail="), "trail");
  EXPECT_EQ(DecodeQuotedPrintable("=?UTF-8?q?kim_lee?="), "=?UTF-8?q?kim_lee?");
  EXPECT_EQ(DecodeQuotedPrintable("cut=6"), "cut=6");
  EXPECT_EQ(DecodeQuotedPrintable(""), "");
}

}  // namespace
}  // namespace grafake::server
