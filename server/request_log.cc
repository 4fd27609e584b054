#include "server/request_log.h"

#include <cstdint>

#include "server/ascii.h"
#include "server/control/redaction.h"
#include "server/control/text_encodings.h"
#include "server/domain/principal.h"
#include "server/http/credentials.h"

namespace grafake::server {
namespace {

using Duration = std::chrono::steady_clock::duration;

bool IsProbe(const Request& request) {
  return request.path == "/api/health" || request.path == "/healthz" || request.path == "/metrics";
}

std::int64_t Milliseconds(Duration time) { return std::chrono::duration_cast<std::chrono::milliseconds>(time).count(); }

// `value` in units of 10^digits, without the zeros at its end.
std::string Decimal(std::int64_t value, int digits) {
  std::string text = std::to_string(value);
  if (static_cast<int>(text.size()) <= digits) text.insert(0, static_cast<std::size_t>(digits) + 1 - text.size(), '0');
  text.insert(text.size() - static_cast<std::size_t>(digits), 1, '.');
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

// "123.4µs", "152.567946ms", "1m2.5s": how Go prints a duration.
std::string GoDuration(Duration time) {
  const std::int64_t nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(time).count();
  constexpr std::int64_t kMinute = 60'000'000'000;
  if (nanos < 1'000) return std::to_string(nanos) + (nanos == 0 ? "s" : "ns");
  if (nanos < 1'000'000) return Decimal(nanos, 3) + "µs";
  if (nanos < 1'000'000'000) return Decimal(nanos, 6) + "ms";
  return (nanos < kMinute ? "" : std::to_string(nanos / kMinute) + "m") + Decimal(nanos % kMinute, 9) + "s";
}

std::string HeaderOf(const Request& request, std::string_view name) {
  const std::string* value = request.FindHeader(name);
  return value == nullptr ? std::string() : *value;
}

// Whence the request came, as its proxy says it or anybody else; Grafana believes it and so shows what a stranger
// wrote.
std::string RemoteAddress(const Request& request) {
  constexpr std::size_t kMost = 256;
  for (const char* name : {"X-Real-IP", "X-Forwarded-For"}) {
    if (const std::string said = HeaderOf(request, name); !said.empty()) return CutForLog(said, kMost);
  }
  return request.client_ip.find(':') == std::string::npos ? request.client_ip : "[" + request.client_ip + "]";
}

// A token, a password or a code may stand in them.
std::string PathForLog(const Request& request) {
  std::string shown;
  AppendRedactedTarget(shown, request.path, {});
  return CutForLog(shown);
}

std::string RefererForLog(const Request& request) {
  std::string shown;
  AppendRedactedHeader(shown, "Referer", HeaderOf(request, "Referer"), {});
  return CutForLog(shown);
}

LogFields CallerFields(const Principal* caller) {
  if (caller == nullptr) return {{"userId", 0}, {"orgId", 0}, {"uname", ""}};
  return {{"userId", caller->user_id}, {"orgId", caller->org_id}, {"uname", caller->login}};
}

LogFields ContextOf(const std::string& trace_id, const Response& response, bool caller_known) {
  LogFields fields{{"traceID", trace_id}};
  if (!caller_known) return fields;
  for (auto& field : CallerFields(response.caller.get())) fields.push_back(std::move(field));
  return fields;
}

}  // namespace

RequestLog::RequestLog(Log& log, bool usual_too, std::string trace_id, std::string world, const std::string& hidden,
                       std::string jwt_header)
    : log_(log),
      usual_too_(usual_too),
      trace_id_(std::move(trace_id)),
      world_(std::move(world)),
      hidden_(hidden),
      jwt_header_(std::move(jwt_header)) {}

// Also where it is encoded; then nothing of the text is left.
void RequestLog::Hide(const std::string& secret, std::string_view instead, LogFields& fields) {
  if (!IsHidden(secret)) return;
  for (auto& [name, value] : fields) {
    value.text = WithoutShapeless(value.text, {.shapeless = {&secret, 1}}, instead);
    if (MayBeEncoded(value.text) && FullyDecoded(value.text).find(secret) != std::string::npos) value.text = instead;
  }
}

void RequestLog::Write(LogLevel level, std::string_view message, const Request& request, LogFields fields,
                       LogFields context) {
  const std::string shown = jwt_header_.empty() ? std::string() : HeaderOf(request, jwt_header_);
  const std::string jwt(BearerToken(shown).value_or(WithoutBlanks(shown)));
  for (LogFields* said : {&fields, &context}) {
    Hide(hidden_, "<control_token>", *said);
    Hide(jwt, "<token>", *said);
  }
  if (!world_.empty()) fields.emplace_back("world", world_);
  log_.Write(level, "context", message, fields, context);
}

void RequestLog::Say(const RequestNote& note, const Request& request, const Response& response) {
  if (!log_.Wants(note.level, "context")) return;
  LogFields fields = note.fields;
  if (note.with_address) fields.emplace_back("remote_addr", RemoteAddress(request));
  if (note.level == LogLevel::kError) fields.emplace_back("traceID", trace_id_);
  Write(note.level, note.message, request, std::move(fields), ContextOf(trace_id_, response, note.caller_known));
}

void RequestLog::Completed(const Request& request, const Response& response, Duration time) {
  for (const RequestNote& note : response.notes) Say(note, request, response);
  const bool usual = response.status == 200 || response.status == 304;
  if ((usual && !usual_too_) || IsProbe(request)) return;
  const LogLevel level = response.status >= 500 ? LogLevel::kError : LogLevel::kInfo;
  if (!log_.Wants(level, "context")) return;
  Write(level, "Request Completed", request,
        {{"method", CutForLog(request.method)},
         {"path", PathForLog(request)},
         {"status", response.status},
         {"remote_addr", RemoteAddress(request)},
         {"time_ms", Milliseconds(time)},
         {"duration", GoDuration(time)},
         {"size", response.body.size()},
         {"referer", RefererForLog(request)},
         {"traceID", trace_id_}},
        ContextOf(trace_id_, response, true));
}

void RequestLog::Broken(const Request& request, std::string_view what) {
  Write(LogLevel::kError, "Request error", request,
        {{"method", CutForLog(request.method)}, {"path", PathForLog(request)}, {"error", CutForLog(what)}});
}

}  // namespace grafake::server
