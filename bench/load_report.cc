#include "bench/load_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

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

// One line of the plot: x grows with the nines, y with the logarithm of the time.
std::string CurveOf(const SideReport& side, double top) {
  std::string points;
  for (int i = 0; i <= 120; ++i) {
    const double nines = i / 30.0;  // 0 to 99.99 %
    const auto time = static_cast<double>(std::max<std::uint64_t>(1, side.times.Quantile(1 - std::pow(10, -nines))));
    char point[64];
    std::snprintf(point, sizeof point, "%.1f,%.1f ", 60 + nines * 130, 320 - 280 * std::log10(time) / top);
    points += point;
  }
  return points;
}

}  // namespace

void PrintTable(const LoadReport& report) {
  std::printf("GET /api/org with tokens, %s loop, %d connections, slices: %d of %s\n", LoopOf(report),
              report.options.connections, report.slices, LengthOf(report.options).c_str());
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

void WritePlot(const LoadReport& report, const std::string& path) {
  std::uint64_t most = 10;
  for (const SideReport& side : report.sides) most = std::max(most, side.times.Quantile(1));
  const double top = std::ceil(std::log10(static_cast<double>(most)));
  std::ofstream file(path);
  file << R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="sans-serif" font-size="12">)"
       << "\n<rect width=\"640\" height=\"400\" fill=\"white\"/>\n";
  for (int i = 0; i <= static_cast<int>(top); ++i) {
    const double y = 320 - 280 * i / top;
    file << "<path d=\"M60 " << y << "H580\" stroke=\"#ddd\"/><text x=\"52\" y=\"" << y + 4 << "\" text-anchor=\"end\">"
         << std::pow(10, i) << " µs</text>\n";
  }
  constexpr std::array kShares{"0 %", "90 %", "99 %", "99.9 %", "99.99 %"};
  for (std::size_t i = 0; i < kShares.size(); ++i) {
    file << "<text x=\"" << 60 + static_cast<double>(i) * 130 << "\" y=\"340\" text-anchor=\"middle\">" << kShares[i]
         << "</text>\n";
  }
  constexpr std::array kColours{"#1f77b4", "#d62728"};
  for (std::size_t i = 0; i < report.sides.size(); ++i) {
    const SideReport& side = report.sides[i];
    file << "<polyline fill=\"none\" stroke=\"" << kColours[i % 2] << "\" stroke-width=\"2\" points=\""
         << CurveOf(side, top) << "\"/>\n<text x=\"60\" y=\"" << 365 + 16 * i << "\" fill=\"" << kColours[i % 2]
         << "\">" << side.name << ", " << LoopOf(report) << " loop</text>\n";
  }
  file << "</svg>\n";
  if (!file.flush()) throw std::runtime_error(path + " cannot be written");
}

}  // namespace grafake::bench
