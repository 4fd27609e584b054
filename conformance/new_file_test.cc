#include "conformance/new_file.h"

#include <gmock/gmock.h>

#include <iterator>

#include "conformance/run.h"

namespace grafake::conformance {
namespace {

namespace fs = std::filesystem;

class NewFileTest : public testing::Test {
 protected:
  ~NewFileTest() override { fs::remove_all(directory_); }

  static std::string TextOf(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path directory_ = NewTemporaryDirectory();
};

TEST_F(NewFileTest, IsInItsPlaceWhenItIsPlaced) {
  const fs::path path = directory_ / "a" / "b";
  NewFile file(path);
  file.out() << "one";
  EXPECT_FALSE(fs::exists(path));
  file.Place();
  file.out() << " two";
  file.Check();
  EXPECT_EQ(TextOf(path), "one two");
}

TEST_F(NewFileTest, OneThatIsNeverPlacedLeavesNothing) {
  { NewFile file(directory_ / "a"); }
  EXPECT_TRUE(fs::is_empty(directory_));
}

TEST_F(NewFileTest, ALinkIsReplacedAndNotFollowed) {
  std::ofstream(directory_ / "precious") << "kept";
  fs::create_symlink("precious", directory_ / "link");
  NewFile file(directory_ / "link");
  file.out() << "new";
  file.Place();
  file.Check();
  EXPECT_EQ(TextOf(directory_ / "precious"), "kept");
  EXPECT_EQ(TextOf(directory_ / "link"), "new");
}

TEST_F(NewFileTest, AFullDiskIsAnError) {
  NewFile file("/dev/full");
  file.out() << "text";
  EXPECT_THROW(file.Check(), Unwritable);
  file.Place();
  EXPECT_TRUE(fs::exists("/dev/full"));
}

TEST(PlainNameTest, HasNoWayOut) {
  for (const char* name : {"9.0.9", "12.4.0-pre", "11.1.0+security-01", "a_b"}) EXPECT_TRUE(IsPlainName(name)) << name;
  for (const char* name : {"", ".", "..", ".a", "-a", "a/b", "../a", "a b", "a\n", "ä"})
    EXPECT_FALSE(IsPlainName(name)) << name;
  EXPECT_FALSE(IsPlainName(std::string(101, 'a')));
}

}  // namespace
}  // namespace grafake::conformance
