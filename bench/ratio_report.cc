#include "bench/ratio_report.h"

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "bench/comparison.h"

namespace grafake::bench {

void Print(const RatioReport& report, bool json) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < report.first.size(); ++i) ratios.push_back(report.first[i] / report.second[i]);
  const Comparison compared = Compare(ratios);
  if (json) {
    std::cout << nlohmann::json{{"title", report.title},   {"unit", report.unit},     {"first", report.first},
                                {"second", report.second}, {"ratio", compared.ratio}, {"low", compared.low},
                                {"high", compared.high}}
                     .dump(2)
              << "\n";
    return;
  }
  std::printf("%s: %.0f against %.0f %s, ratio %.2f (95 %%: %.2f to %.2f)\n", report.title.c_str(),
              Median(report.first), Median(report.second), report.unit.c_str(), compared.ratio, compared.low,
              compared.high);
}

}  // namespace grafake::bench
