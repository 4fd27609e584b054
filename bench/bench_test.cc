#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "bench/comparison.h"
#include "bench/histogram.h"
#include "bench/row.h"
#include "bench/workload.h"

namespace grafake::bench {
namespace {

TEST(HistogramTest, QuantilesAreRightToOneHundredTwentyEighth) {
  std::mt19937_64 random(7);
  std::lognormal_distribution<double> times(6, 2);
  std::vector<std::uint64_t> exact;
  Histogram histogram;
  Histogram second;
  for (int i = 0; i < 100'000; ++i) {
    exact.push_back(static_cast<std::uint64_t>(times(random)));
    (i % 2 == 0 ? histogram : second).Record(exact.back());
  }
  histogram.Add(second);
  std::ranges::sort(exact);
  for (const double share : {0.0, 0.01, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const auto at = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(share * 100'000)));
    const auto right = static_cast<double>(exact[at - 1]);
    const auto got = static_cast<double>(histogram.Quantile(share));
    EXPECT_GE(got, right) << share;
    EXPECT_LE(got, right + right / 128 + 1) << share;
  }
  EXPECT_EQ(histogram.count(), 100'000U);
}

TEST(HistogramTest, TakesEverything) {
  Histogram histogram;
  EXPECT_EQ(histogram.Quantile(0.5), 0U);
  histogram.Record(~std::uint64_t{0});
  EXPECT_GT(histogram.Quantile(1), std::uint64_t{24} * 3600 * 1'000'000);
}

TEST(ComparisonTest, VerdictsNeedTheirInterval) {
  EXPECT_EQ(Compare({1.2, 1.21, 1.19, 1.2}).verdict, "better");
  EXPECT_EQ(Compare({0.8, 0.81, 0.79, 0.8}).verdict, "worse");
  EXPECT_EQ(Compare({1.0, 1.01, 0.99, 1.0}).verdict, "same");
  EXPECT_EQ(Compare({0.5, 2.0, 1.0, 0.7}).verdict, "undecided");
  EXPECT_NEAR(Compare({0.5, 2.0}).ratio, 1.0, 1e-9);
}

TEST(RowTest, ARatioIsToBeAtLeastItsTarget) {
  Row row{.what = "w", .unit = "a second", .target = 2.0, .ours = {30, 30}, .baseline = {10, 10}};
  EXPECT_EQ(VerdictOf(row), Verdict::kReached);
  EXPECT_EQ(TextOf(row),
            "w: ratio 3 (95 %: 3 to 3), at least 2: reached; 30 (30 to 30) against 10 (10 to 10) a second");
  row.target = 4.0;
  EXPECT_EQ(VerdictOf(row), Verdict::kNotReached);
  EXPECT_EQ(JsonOf(row).at("reached"), false);
  row.sense = Sense::kAtMost;
  EXPECT_EQ(VerdictOf(row), Verdict::kReached);
}

TEST(RowTest, AMedianIsToBeAtMostItsTarget) {
  Row row{.what = "w", .unit = "ms", .target = 30, .sense = Sense::kAtMost, .ours = {20, 99, 21}};
  EXPECT_EQ(VerdictOf(row), Verdict::kReached);
  EXPECT_EQ(TextOf(row), "w: 21 (20 to 99) ms, at most 30: reached");
  row.target = 20.9;
  EXPECT_EQ(VerdictOf(row), Verdict::kNotReached);
  row.target.reset();
  EXPECT_EQ(TextOf(row), "w: 21 (20 to 99) ms");
}

TEST(RowTest, ATargetInsideTheIntervalIsUndecidedOnWhicheverSideTheRatioIs) {
  for (const double target : {0.6, 1.5}) {
    for (const Sense sense : {Sense::kAtLeast, Sense::kAtMost}) {
      const Row row{.what = "w",
                    .unit = "a second",
                    .target = target,
                    .sense = sense,
                    .ours = {0.5, 2.0, 1.0, 0.7},
                    .baseline = {1, 1, 1, 1}};
      EXPECT_EQ(VerdictOf(row), Verdict::kUndecided) << target;
      EXPECT_EQ(JsonOf(row).at("verdict"), "undecided");
      EXPECT_NE(TextOf(row).find(": undecided; "), std::string::npos) << TextOf(row);
    }
  }
}

TEST(RowTest, NumbersHaveThreeDigitsOrAllBeforeThePoint) {
  Row row{.what = "w", .unit = "ms", .target = {}, .ours = {0.012345}};
  for (const auto& [value, text] : std::map<double, std::string>{
           {0.012345, "0.0123"}, {0, "0"}, {1.5, "1.5"}, {999.4, "999"}, {1234.6, "1235"}, {1e7, "10000000"}}) {
    row.ours = {value};
    EXPECT_EQ(TextOf(row), "w: " + text + " (" + text + " to " + text + ") ms");
  }
}

TEST(RowTest, SidesTakeTurns) {
  Row row;
  std::string order;
  const auto side = [&](char name) { return [&order, name] { return static_cast<double>((order += name).size()); }; };
  Alternate(row, {.least = 3, .most = 3}, side('a'), side('b'));
  EXPECT_EQ(order, "abbaab");
  EXPECT_EQ(row.ours, (std::vector<double>{1, 4, 5}));
}

TEST(RowTest, SamplesAreTakenUntilTheVerdictIsClear) {
  const auto samples = [](double first, double target) {
    Row row{.what = "w", .unit = "a second", .target = target};
    int turn = 0;
    Alternate(
        row, {.least = 4, .most = 9}, [&] { return first + (++turn % 2 == 0 ? 0.1 : -0.1); }, [] { return 1.0; });
    return row.ours.size();
  };
  EXPECT_EQ(samples(2.0, 1.0), 4U) << "far above";
  EXPECT_EQ(samples(0.5, 1.0), 4U) << "far below";
  EXPECT_EQ(samples(1.0, 1.0), 9U) << "at the target";
  EXPECT_GT(samples(1.13, 1.0), 4U);
  EXPECT_LT(samples(1.13, 1.0), 9U);
}

TEST(WorkloadTest, KindsComeByTheirWeights) {
  Workload workload;
  workload.Add({.kind = "a"}, 3);
  workload.Add({.kind = "b"}, 1);
  int first = 0;
  for (std::size_t i = 0; i < 4000; ++i) first += workload.At(i).kind == "a" ? 1 : 0;
  EXPECT_EQ(first, 3000);
}

TEST(WorkloadTest, MixesAreReadAndMistakesNamed) {
  const Mix mix = ParseMix("valid=8,expired=1,unknown=1");
  EXPECT_EQ(mix.at("valid"), 8);
  EXPECT_THROW((void)ParseMix("valid"), std::invalid_argument);
  EXPECT_THROW((void)ParseMix("nonsense=1"), std::invalid_argument);
  EXPECT_THROW((void)ParseMix("valid=0"), std::invalid_argument);
  EXPECT_THROW((void)ParseMix("valid=1,,"), std::invalid_argument);
  EXPECT_THROW((void)ParseMix(""), std::invalid_argument);
}

}  // namespace
}  // namespace grafake::bench
