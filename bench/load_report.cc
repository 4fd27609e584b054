#include "bench/load_report.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "bench/comparison.h"

namespace grafake::bench {
namespace {

using nlohmann::json;

const char* LoopOf(const LoadReport& report) { return report.options.rate > 0 ? "open" : "closed"; }

std::string LengthOf(const LoadOptions& options) {
  return options.requests > 0 ? std::to_string(options.requests) + " requests"
                              : std::to_string(options.duration.count()) + " ms";
}

// "valid 8000, expired 1000"
std::string KindsOf(const SideReport& side) {
  std::string text;
  for (const auto& [kind, count] : side.kinds) text += (text.empty() ? "" : ", ") + kind + " " + std::to_string(count);
  return text;
}

std::vector<double> RatiosOf(const LoadReport& report) {
  std::vector<double> ratios;
  if (report.sides.size() < 2) return ratios;
  for (std::size_t i = 0; i < report.sides[0].rates.size(); ++i)
    ratios.push_back(report.sides[0].rates[i] / report.sides[1].rates[i]);
  return ratios;
}

json JsonOf(const SideReport& side) {
  return {{"target", side.name},
          {"answers_per_second", side.rates},
          {"median_answers_per_second", Median(side.rates)},
          {"answers", side.kinds},
          {"microseconds",
           {{"p50", side.times.Quantile(0.5)},
            {"p90", side.times.Quantile(0.9)},
            {"p99", side.times.Quantile(0.99)},
            {"p999", side.times.Quantile(0.999)},
            {"max", side.times.Quantile(1)}}}};
}

}  // namespace

std::string DescriptionOf(const LoadReport& report) {
  return std::string(LoopOf(report)) + " loop, " + std::to_string(report.options.connections) +
         (report.options.connections == 1 ? " connection" : " connections") +
         ", slices: " + std::to_string(report.slices) + " of " + LengthOf(report.options) +
         (report.interrupted ? ", interrupted" : "");
}

void PrintTable(const LoadReport& report) {
  std::printf("GET /api/org with tokens, %s\n", DescriptionOf(report).c_str());
  for (const SideReport& side : report.sides) {
    std::printf("  %-32s %10.0f answers/s (%.0f to %.0f)   p50 %llu µs   p99 %llu µs   p99.9 %llu µs\n",
                side.name.c_str(), Median(side.rates), *std::ranges::min_element(side.rates),
                *std::ranges::max_element(side.rates), static_cast<unsigned long long>(side.times.Quantile(0.5)),
                static_cast<unsigned long long>(side.times.Quantile(0.99)),
                static_cast<unsigned long long>(side.times.Quantile(0.999)));
    std::printf("    right answers: %s\n", KindsOf(side).c_str());
  }
  const auto ratios = RatiosOf(report);
  if (ratios.empty()) return;
  const Comparison compared = Compare(ratios);
  std::printf("  ratio of the first to the second: %.3f (95 %%: %.3f to %.3f): %s\n", compared.ratio, compared.low,
              compared.high, compared.verdict.c_str());
}

void PrintJson(const LoadReport& report) {
  json out{{"loop", LoopOf(report)}, {"connections", report.options.connections}, {"slices", report.slices}};
  if (report.interrupted) out["interrupted"] = true;
  if (report.options.rate > 0) out["rate"] = report.options.rate;
  for (const SideReport& side : report.sides) out["sides"].push_back(JsonOf(side));
  const auto ratios = RatiosOf(report);
  if (!ratios.empty()) {
    const Comparison compared = Compare(ratios);
    out["ratio"] = {{"mean", compared.ratio},
                    {"low", compared.low},
                    {"high", compared.high},
                    {"verdict", compared.verdict},
                    {"each", ratios}};
  }
  std::cout << out.dump(2) << "\n";
}

}  // namespace grafake::bench
