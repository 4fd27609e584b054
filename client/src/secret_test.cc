#include "grafake/secret.h"

#include <gmock/gmock.h>

#include <array>
#include <new>
#include <string_view>
#include <type_traits>

namespace grafake {
namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};

static_assert(!Printable<Secret>, "a secret can be printed");
static_assert(!std::is_convertible_v<Secret, std::string>, "a secret turns into text by itself");

TEST(SecretTest, GivesItsTextOnlyWhenAsked) { EXPECT_EQ(Secret("glsa_x").Reveal(), "glsa_x"); }

TEST(SecretTest, IsEmptyAfterItWasMovedFrom) {
  Secret from(std::string(100, 'x'));
  const Secret to(std::move(from));
  EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): that it is empty is the point.
  EXPECT_EQ(to.Reveal().size(), 100U);
}

TEST(SecretTest, LeavesNothingInTheMemoryThatItWasIn) {
  const std::string_view text = "short enough";
  alignas(Secret) std::array<char, sizeof(Secret)> memory{};
  auto* secret = new (memory.data()) Secret(std::string(text));
  ASSERT_NE(std::string_view(memory.data(), memory.size()).find(text), std::string_view::npos);
  secret->~Secret();
  EXPECT_EQ(std::string_view(memory.data(), memory.size()).find(text), std::string_view::npos);
}

TEST(SecretTest, IsNotShownByAFailingTest) { EXPECT_EQ(testing::PrintToString(Secret("glsa_x")), "(a secret)"); }

}  // namespace
}  // namespace grafake
