#include "grafake/pages.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <ranges>

#include "grafake/service_accounts.h"

namespace grafake {
namespace {

using testing::ElementsAre;

struct Item {
  std::int64_t id = 0;
};

using Range = Pages<Item>;

static_assert(std::ranges::input_range<Range>);
static_assert(std::ranges::input_range<Pages<ServiceAccount>>);
static_assert(std::input_iterator<Range::Iterator>);
static_assert(std::is_nothrow_move_constructible_v<Range> || std::is_move_constructible_v<Range>);

Page<Item> PageFrom(std::int64_t first, std::int64_t last, std::int64_t total) {
  Page<Item> page{.total = total, .items = {}};
  for (std::int64_t id = first; id <= last; ++id) page.items.push_back({id});
  return page;
}

struct PagesRead {
  std::vector<std::int64_t> ids;
  std::vector<ErrorKind> errors;
};

PagesRead All(Range pages) {
  PagesRead read;
  for (const Result<Item>& item : pages) {
    if (item)
      read.ids.push_back(item->id);
    else
      read.errors.push_back(item.error().kind);
  }
  return read;
}

TEST(PagesTest, GivesEveryItemOnceWhateverTheSizes) {
  std::mt19937 engine(7);
  for (int round = 0; round < 500; ++round) {
    const std::int64_t total = std::uniform_int_distribution<>(0, 60)(engine);
    const std::int64_t per_page = std::uniform_int_distribution<>(1, 25)(engine);
    const std::int64_t claimed = std::uniform_int_distribution<>(0, 1)(engine) == 0 ? 0 : total;  // 0: not told
    std::int64_t fetched = 0;
    const PagesRead read = All(Range([&](std::int64_t page) -> Result<Page<Item>> {
      fetched = page;
      return PageFrom((page - 1) * per_page + 1, std::min(page * per_page, total), claimed);
    }));
    std::vector<std::int64_t> expected(static_cast<std::size_t>(total));
    std::ranges::generate(expected, [id = std::int64_t{0}]() mutable { return ++id; });
    ASSERT_EQ(read.ids, expected) << total << " by " << per_page;
    ASSERT_TRUE(read.errors.empty());
    const std::int64_t needed = claimed > 0 ? (total + per_page - 1) / per_page : total / per_page + 1;
    ASSERT_LE(fetched, std::max<std::int64_t>(needed, 1) + (claimed > 0 ? 0 : 1)) << "asked for more than it needed";
  }
}

TEST(PagesTest, AnErrorIsTheLastElement) {
  const PagesRead read = All(Range([](std::int64_t page) -> Result<Page<Item>> {
    if (page == 2) return tl::unexpected(Error{.kind = ErrorKind::kTimedOut});
    return PageFrom(1, 2, 100);
  }));
  EXPECT_THAT(read.ids, ElementsAre(1, 2));
  EXPECT_THAT(read.errors, ElementsAre(ErrorKind::kTimedOut));
}

TEST(PagesTest, ATotalThatIsTooHighEndsAtTheEmptyPage) {
  const PagesRead read = All(Range([](std::int64_t page) -> Result<Page<Item>> {
    return page == 1 ? PageFrom(1, 2, 1'000) : PageFrom(1, 0, 1'000);
  }));
  EXPECT_THAT(read.ids, ElementsAre(1, 2));
  EXPECT_TRUE(read.errors.empty());
}

TEST(PagesTest, TheSamePageForEverIsAnErrorNotALoop) {
  const PagesRead read = All(Range([](std::int64_t) -> Result<Page<Item>> { return PageFrom(1, 2, 1'000); }));
  EXPECT_THAT(read.ids, ElementsAre(1, 2));
  EXPECT_THAT(read.errors, ElementsAre(ErrorKind::kUnreadable));
}

TEST(PagesTest, AnItemThatMovedToTheNextPageComesOnce) {
  const PagesRead read = All(
      Range([](std::int64_t page) -> Result<Page<Item>> { return page == 1 ? PageFrom(1, 3, 5) : PageFrom(3, 5, 5); }));
  EXPECT_THAT(read.ids, ElementsAre(1, 2, 3, 4, 5));
}

TEST(PagesTest, WorksWithTheAlgorithmsOfTheStandard) {
  Range pages([](std::int64_t) -> Result<Page<Item>> { return PageFrom(1, 5, 5); });
  const auto found = std::ranges::find_if(pages, [](const Result<Item>& item) { return item->id == 4; });
  ASSERT_NE(found, pages.end());
  EXPECT_EQ((*found)->id, 4);
}

TEST(PagesTest, FetchesNothingBeforeItIsRead) {
  int fetched = 0;
  Range pages([&](std::int64_t) -> Result<Page<Item>> { return ++fetched, PageFrom(1, 2, 2); });
  Range moved = std::move(pages);
  EXPECT_EQ(fetched, 0);
  EXPECT_EQ((*moved.begin())->id, 1);
  EXPECT_EQ(fetched, 1);
}

}  // namespace
}  // namespace grafake
