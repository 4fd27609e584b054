#pragma once

namespace grafake::server {

// What /metrics and /api/admin/stats show beside what every release does. Obeyed by Metrics, StatGauges and MountStats.
struct MetricRules {
  bool accounts = false;       // how many service accounts and tokens there are
  bool doubles = true;         // users whose logins differ in case alone
  bool slow_requests = false;  // requests of up to 10 and 25 seconds are counted apart
  bool build_time = false;     // when the release was built
  bool devices = false;        // those of anonymous visitors, of which there are none
};

}  // namespace grafake::server
