#include "server/http/metrics.h"

#include <algorithm>
#include <cstdio>

namespace grafake::server {
namespace {

std::string MetricNumber(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.17g", value);
  double read = 0;
  // The shortest of the usual precisions that says the same.
  for (const int digits : {6, 9, 12, 15}) {
    std::array<char, 32> shorter{};
    std::snprintf(shorter.data(), shorter.size(), "%.*g", digits, value);
    if (std::sscanf(shorter.data(), "%lf", &read) == 1 && read == value) return shorter.data();
  }
  return text.data();
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

void Describe(std::string& out, std::string_view name, std::string_view help, std::string_view type) {
  ((((out += "# HELP ") += name) += ' ') += help) += '\n';
  ((((out += "# TYPE ") += name) += ' ') += type) += '\n';
}

std::string Labels(const std::vector<std::pair<std::string, std::string>>& labels) {
  std::string out = "{";
  for (const auto& [name, value] : labels) ((out += out.size() > 1 ? "," : "") += name) += "=" + Quoted(value);
  return out += "}";
}

void AddFacts(std::string& out, const MetricFacts& facts) {
  Describe(out, "grafana_build_info",
           "A metric with a constant '1' value labeled by version, revision, branch, and goversion from which Grafana "
           "was built",
           "gauge");
  const std::string build = Labels({{"branch", "main"},
                                    {"edition", "oss"},
                                    {"goversion", ""},
                                    {"revision", facts.commit},
                                    {"version", facts.version}});
  out += "grafana_build_info" + build + " 1\n";
  if (facts.rules.build_time) {
    Describe(out, "grafana_build_timestamp", "A metric exposing when the binary was built in epoch", "gauge");
    out += "grafana_build_timestamp" + build + " " + MetricNumber(static_cast<double>(facts.built)) + "\n";
  }
  if (!facts.environment.empty()) {
    Describe(out, "grafana_environment_info",
             "A metric with a constant '1' value labeled by environment information about the running instance.",
             "gauge");
    out += "grafana_environment_info" + Labels({facts.environment.begin(), facts.environment.end()}) + " 1\n";
  }
  Describe(out, "grafana_feature_toggles_info", "info metric that exposes what feature toggles are enabled or not",
           "gauge");
  for (const auto& [name, on] : facts.toggles)
    out += "grafana_feature_toggles_info" + Labels({{"name", name}}) + (on ? " 1\n" : " 0\n");
}

// Grafana counts the statuses 200, 404 and 500 by name, all others together.
std::string StatusGroup(int status) {
  return status == 200 || status == 404 || status == 500 ? std::to_string(status) : "unknown";
}

// A method that no route knows is none of its own: a stranger thinks of as many as he likes.
std::string_view MethodLabel(std::string_view method) {
  constexpr auto kMethods =
      std::to_array<std::string_view>({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"});
  return std::ranges::find(kMethods, method) == kMethods.end() ? "unknown" : method;
}

}  // namespace

Metrics::Histogram& Metrics::Of(std::string_view handler, std::string_view method, int status) {
  const KeyView key(handler, method, status);
  {
    const ReadLock lock(mutex_);
    const auto found = histograms_.find(key);
    if (found != histograms_.end()) return *found->second;
  }
  const WriteLock lock(mutex_);
  auto& made = histograms_[Key(handler, method, status)];
  if (!made) made = std::make_unique<Histogram>();
  return *made;
}

void Metrics::Count(std::string_view handler, std::string_view method, int status, std::chrono::nanoseconds time) {
  Histogram& histogram = Of(handler, MethodLabel(method), status);
  const double seconds = std::chrono::duration<double>(time).count();
  std::size_t bucket = 0;
  while (bucket < Buckets() && seconds > kBuckets[bucket]) ++bucket;
  ++histogram.counts[bucket];
  histogram.nanoseconds += static_cast<std::uint64_t>(time.count());
}

std::string Metrics::Text() const {
  std::string out;
  AddFacts(out, facts_);
  for (const auto& [name, value] : gauges_()) {
    Describe(out, name, "see the documentation of Grafana", "gauge");
    out += name + " " + MetricNumber(value) + "\n";
  }
  Describe(out, "grafana_http_request_in_flight", "A gauge of requests currently being served by Grafana.", "gauge");
  out += "grafana_http_request_in_flight " + std::to_string(in_flight_) + "\n";
  Describe(out, "grafana_http_request_duration_seconds", "Histogram of latencies for HTTP requests.", "histogram");
  std::map<std::string, std::uint64_t> api;
  const ReadLock lock(mutex_);
  for (const auto& [key, histogram] : histograms_) {
    const auto& [handler, method, status] = key;
    std::vector<std::pair<std::string, std::string>> labels{
        {"handler", handler}, {"method", method}, {"status_code", std::to_string(status)}};
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i <= Buckets(); ++i) {
      sum += histogram->counts[i];
      auto with_bound = labels;
      with_bound.emplace_back("le", i < Buckets() ? MetricNumber(kBuckets[i]) : "+Inf");
      out += "grafana_http_request_duration_seconds_bucket" + Labels(with_bound) + " " + std::to_string(sum) + "\n";
    }
    out += "grafana_http_request_duration_seconds_sum" + Labels(labels) + " " +
           MetricNumber(static_cast<double>(histogram->nanoseconds) / 1e9) + "\n";
    out += "grafana_http_request_duration_seconds_count" + Labels(labels) + " " + std::to_string(sum) + "\n";
    if (handler.starts_with("/api")) api[StatusGroup(status)] += sum;
  }
  Describe(out, "grafana_api_response_status_total", "api http response status", "counter");
  for (const char* code : {"200", "404", "500", "unknown"}) {
    out += "grafana_api_response_status_total" + Labels({{"code", code}}) + " " + std::to_string(api[code]) + "\n";
  }
  return out;
}

}  // namespace grafake::server
