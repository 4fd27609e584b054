#include "conformance/suite/worker_event.h"

#include <nlohmann/json.hpp>

namespace grafake::conformance {
namespace {

using nlohmann::json;

constexpr const char* kTargetEvent = "target";
constexpr const char* kBeginEvent = "begin";
constexpr const char* kEndEvent = "end";
constexpr const char* kFatalEvent = "fatal";

json JsonOf(const TargetSeen& event) {
  return {{"event", kTargetEvent}, {"version", event.version}, {"url", event.url}};
}
json JsonOf(const CaseBegun& event) { return {{"event", kBeginEvent}, {"id", event.id}}; }
json JsonOf(const CaseEnded& event) {
  return {{"event", kEndEvent}, {"result", event.result}, {"left", event.left}, {"crowded", event.crowded}};
}
json JsonOf(const NoTarget& event) { return {{"event", kFatalEvent}, {"why", event.why}}; }

}  // namespace

std::string LineOf(const WorkerEvent& event) {
  return std::visit([](const auto& one) { return JsonOf(one).dump(-1, ' ', true, json::error_handler_t::replace); },
                    event);
}

bool IsEvent(const std::string& line) {
  const json event = json::parse(line, nullptr, false);
  return event.is_object() && event.contains("event");
}

tl::expected<WorkerEvent, std::string> ReadEvent(const std::string& line) try {
  const json event = json::parse(line);
  const std::string kind = event.at("event");
  if (kind == kTargetEvent) return TargetSeen{event.at("version"), event.at("url")};
  if (kind == kBeginEvent) return CaseBegun{event.at("id")};
  if (kind == kEndEvent)
    return CaseEnded{event.at("result").get<CheckResult>(), event.at("left"), event.value("crowded", "")};
  if (kind == kFatalEvent) return NoTarget{event.at("why")};
  return tl::unexpected("the worker told of an event '" + kind + "', which nobody knows");
} catch (const std::exception& e) {
  return tl::unexpected(std::string("the worker told of an event that cannot be read: ") + e.what());
}

}  // namespace grafake::conformance
