#include "server/http/metrics.h"

#include <gmock/gmock.h>

#include <thread>

namespace grafake::server {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using namespace std::chrono_literals;

TEST(MetricsTest, PrintsFactsGaugesAndToggles) {
  const Metrics metrics(
      {.version = "9.0.9", .environment = {{"a", "x\"y"}}, .toggles = {{"one", true}, {"two", false}}}, [] {
        return Metrics::Gauges{{"grafana_stat_total_users", 3}};
      });
  EXPECT_THAT(
      metrics.Text(),
      AllOf(HasSubstr("version=\"9.0.9\"} 1\n"), HasSubstr("grafana_environment_info{a=\"x\\\"y\"} 1\n"),
            HasSubstr("grafana_feature_toggles_info{name=\"one\"} 1\n"),
            HasSubstr("grafana_feature_toggles_info{name=\"two\"} 0\n"), HasSubstr("grafana_stat_total_users 3\n")));
}

TEST(MetricsTest, BucketsAddUp) {
  Metrics metrics({}, [] { return Metrics::Gauges(); });
  for (const auto time : {1ms, 5ms, 6ms, 10000ms}) metrics.Count("/api/org/", "GET", 200, time);
  const std::string labels = "{handler=\"/api/org/\",method=\"GET\",status_code=\"200\"";
  EXPECT_THAT(
      metrics.Text(),
      AllOf(HasSubstr("_bucket" + labels + ",le=\"0.005\"} 2\n"), HasSubstr("_bucket" + labels + ",le=\"0.01\"} 3\n"),
            HasSubstr("_bucket" + labels + ",le=\"5\"} 3\n"), HasSubstr("_bucket" + labels + ",le=\"+Inf\"} 4\n"),
            HasSubstr("_sum" + labels + "} 10.012\n"), HasSubstr("_count" + labels + "} 4\n"),
            HasSubstr("grafana_api_response_status_total{code=\"200\"} 4\n")));
}

TEST(MetricsTest, MethodsOfAStrangerMakeNoLabels) {
  Metrics metrics({}, [] { return Metrics::Gauges(); });
  metrics.Count("", "GET", 404, 1us);
  for (int i = 0; i < 1000; ++i) metrics.Count("", "M" + std::to_string(i) + std::string(1000, 'x'), 404, 1us);
  metrics.Count("", "get", 404, 1us);
  EXPECT_LT(metrics.Text().size(), 10'000U);
  EXPECT_THAT(metrics.Text(), AllOf(HasSubstr("_count{handler=\"\",method=\"unknown\",status_code=\"404\"} 1001\n"),
                                    HasSubstr("_count{handler=\"\",method=\"GET\",status_code=\"404\"} 1\n")));
}

TEST(MetricsTest, ManyThreadsLoseNothing) {
  Metrics metrics({}, [] { return Metrics::Gauges(); });
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 1000; ++i) metrics.Count("/api/x", "GET", 200 + (i + t) % 2, 1us);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(metrics.Text(), HasSubstr("code=\"unknown\"} 2000\n"));
}

}  // namespace
}  // namespace grafake::server
