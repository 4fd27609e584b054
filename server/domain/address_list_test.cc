#include "server/domain/address_list.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

TEST(AddressListTest, AllowsWhatItsNetworksHold) {
  struct Row {
    const char* list;
    const char* address;
    bool allowed;
  };
  for (const Row& row : std::initializer_list<Row>{{"", "10.0.0.1", true},
                                                   {"  ", "10.0.0.1", true},
                                                   {"127.0.0.1", "127.0.0.1", true},
                                                   {"127.0.0.1", "127.0.0.2", false},
                                                   {" 10.0.0.0/8 , 127.0.0.0/8 ", "127.9.9.9", true},
                                                   {"10.0.0.0/7", "11.1.1.1", true},
                                                   {"10.0.0.0/7", "12.1.1.1", false},
                                                   {"0.0.0.0/0", "9.9.9.9", true},
                                                   {"::1", "127.0.0.1", false},
                                                   {"::1", "::2", true},  // a network of 32 bits
                                                   {"::1/128", "::2", false},
                                                   {"fe80::/10", "fe80::1", true},
                                                   {"::ffff:10.0.0.1/128", "10.0.0.1", true},
                                                   {"10.0.0.1", "::ffff:10.0.0.1", true},
                                                   {"10.0.0.1", "nonsense", false}}) {
    const auto list = AddressList::Read(row.list);
    ASSERT_TRUE(list) << row.list;
    EXPECT_EQ(list->Allows(row.address), row.allowed) << row.list << " holds " << row.address;
  }
}

TEST(AddressListTest, OneItemThatIsNoAddressSpoilsIt) {
  for (const char* const text : {"localhost", "127.0.0.1/40", "127.0.0.1,", "a,127.0.0.1", "10.0.0.1,,10.0.0.2", "/8",
                                 "10.0.0.1/", "10.0.0.1/x", "10.0.0.1/-1", "::1/129", "10.0.0"})
    EXPECT_FALSE(AddressList::Read(text)) << text;
}

}  // namespace
}  // namespace grafake::server
