#pragma once

#include <map>
#include <string>
#include <vector>

namespace grafake::bench {

// What is sent, and what must come back.
struct Exchange {
  std::string request;  // the bytes
  int status = 200;
  std::string body;          // exactly; empty: any
  std::string kind = "all";  // "valid", "expired", …: for reports
};

// Requests by weight, in an order that is the same in every run. Immutable while it runs.
class Workload {
 public:
  void Add(Exchange exchange, int weight = 1);

  // The n-th request to send; it repeats.
  [[nodiscard]] const Exchange& At(std::size_t n) const { return exchanges_[order_[n % order_.size()]]; }
  [[nodiscard]] bool empty() const { return order_.empty(); }

 private:
  std::vector<Exchange> exchanges_;
  std::vector<std::size_t> order_;  // indices, each as often as its weight says
};

// Weights by kind of token: valid, expired, deleted, disabled, malformed, checksum, unknown.
using Mix = std::map<std::string, int>;

// "valid=8,expired=1"; throws std::invalid_argument with a sentence.
[[nodiscard]] Mix ParseMix(const std::string& text);

}  // namespace grafake::bench
