#include "conformance/suite/outcome.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "conformance/suite/case.h"

namespace grafake::conformance {

std::string NameOf(Level level) {
  switch (level) {
    case Level::kMust:
      return "MUST";
    case Level::kShould:
      return "SHOULD";
    case Level::kObserved:
      return "OBSERVED";
  }
  return {};
}

std::string NameOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return "PASS";
    case Outcome::kFail:
      return "FAIL";
    case Outcome::kXfail:
      return "XFAIL";
    case Outcome::kXpass:
      return "XPASS";
    case Outcome::kUnsupported:
      return "UNSUPPORTED";
    case Outcome::kDisabled:
      return "DISABLED";
    case Outcome::kBlocked:
      return "BLOCKED";
    case Outcome::kHarnessError:
      return "HARNESS-ERROR";
    case Outcome::kNotRun:
      return "NOT RUN";
  }
  return {};
}

std::optional<Outcome> OutcomeNamed(const std::string& name) {
  const auto* found = std::ranges::find(kOutcomes, name, [](Outcome outcome) { return NameOf(outcome); });
  return found == std::end(kOutcomes) ? std::nullopt : std::optional(*found);
}

bool IsRed(Outcome outcome) {
  return outcome == Outcome::kFail || outcome == Outcome::kXpass || outcome == Outcome::kBlocked ||
         outcome == Outcome::kHarnessError;
}

void to_json(nlohmann::json& json, const CheckResult& result) {
  nlohmann::json failures = nlohmann::json::array();
  for (const Failure& failure : result.failures) {
    failures.push_back(
        {{"request", failure.request}, {"expected", failure.expected}, {"got", failure.got}, {"curl", failure.curl}});
  }
  json = {{"id", result.id},          {"outcome", NameOf(result.outcome)}, {"reason", result.reason},
          {"failures", failures},     {"traffic", result.traffic},         {"server_log", result.server_log},
          {"seconds", result.seconds}};
}

void from_json(const nlohmann::json& json, CheckResult& result) {
  const auto outcome = OutcomeNamed(json.at("outcome"));
  if (!outcome) throw std::invalid_argument("no outcome: " + json.at("outcome").dump());
  result = {.id = json.at("id"),
            .outcome = *outcome,
            .reason = json.at("reason"),
            .traffic = json.value("traffic", ""),
            .server_log = json.value("server_log", ""),
            .seconds = json.value("seconds", 0.0)};
  for (const auto& failure : json.at("failures"))
    result.failures.push_back({failure.at("request"), failure.at("expected"), failure.at("got"), failure.at("curl")});
}

}  // namespace grafake::conformance
