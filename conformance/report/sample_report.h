#pragma once

#include "conformance/report/run_report.h"

namespace grafake::conformance {

// A run with something of everything, and with what could break a format.
inline RunReport SampleReport() {
  RunReport report{.run = "0123abcd", .started = "2026-01-31T12:00:00Z", .version = "9.0.9", .url = "http://a?b&c"};
  const auto add = [&](const std::string& id, Outcome outcome) {
    report.planned.push_back({id, "MUST", "It keeps <promises> & \"quotes\".", "9.0..", "tokens/lifecycle 1"});
    report.results.push_back({.id = id, .outcome = outcome, .reason = outcome == Outcome::kPass ? "" : "why | not"});
  };
  add("A-001", Outcome::kPass);
  add("A-002", Outcome::kFail);
  add("A-003", Outcome::kXfail);
  add("A-004", Outcome::kXpass);
  add("B-001", Outcome::kUnsupported);
  add("B-002", Outcome::kDisabled);
  add("B-003", Outcome::kBlocked);
  add("tokens/lifecycle", Outcome::kHarnessError);
  report.planned.push_back({"B-004", "SHOULD", "It was never run.", "9.0", ""});
  CheckResult& failed = report.results[1];
  failed.failures = {{"GET /a as admin", "status 200", "404 <p>\x01\xFF ]]> &amp;", "curl -i 'http://a'"}};
  failed.traffic = "GET /a\n→ 404\n";
  failed.server_log = "a line of the log\n";
  report.problems = {"C-001 stands in the list"};
  report.left = {"account cf-1"};
  return report;
}

}  // namespace grafake::conformance
