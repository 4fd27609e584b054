#pragma once

#include "server/domain/stats.h"
#include "server/http/answers.h"
#include "server/http/metrics.h"
#include "server/http/router.h"
#include "server/releases/release.h"

namespace grafake::server {

// GET /api/admin/stats and GET /api/admin/usage-report-preview. The release must outlive the router.
void MountStats(Router& router, const Answers& answers, Stats& stats, const Release& release);

// The same numbers as /metrics shows them.
[[nodiscard]] Metrics::Gauges StatGauges(Stats& stats, const MetricRules& rules);

}  // namespace grafake::server
