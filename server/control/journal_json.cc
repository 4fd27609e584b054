#include "server/control/journal_json.h"

#include "server/control/time_words.h"

namespace grafake::server {
namespace {

using HeaderView = JournalEntry::HeaderView;

std::string_view CallerKindName(Principal::Kind kind) {
  switch (kind) {
    case Principal::Kind::kNobody:
      return "nobody";
    case Principal::Kind::kAnonymous:
      return "anonymous";
    case Principal::Kind::kUser:
      return "user";
    case Principal::Kind::kAccount:
      return "account";
    case Principal::Kind::kKey:
      return "key";
  }
  return "";
}

void WriteOptional(JsonWriter& json, std::string_view text) {
  if (text.empty()) {
    json.Null();
  } else {
    json.Value(text);
  }
}

void WriteCaller(JsonWriter& json, const JournalEntry& entry) {
  json.Key("caller");
  if (!entry.caller_known()) {
    json.Null();
    return;
  }
  json.BeginObject().Member("kind", CallerKindName(entry.caller_kind())).Member("name", entry.caller());
  json.Key("token");
  WriteOptional(json, entry.token());
  json.Member("orgId", entry.org_id()).EndObject();
}

void WriteMessage(JsonWriter& json, const std::vector<HeaderView>& headers, const JournalBodies::Body& body,
                  bool forgotten) {
  json.BeginObject().Key("headers").BeginArray();
  for (const auto& [name, value] : headers) json.BeginObject().Member("name", name).Member("value", value).EndObject();
  json.EndArray();
  json.Key("body").BeginObject().Key("text");
  if (forgotten) {
    json.Null();
  } else {
    json.Value(body.text);
  }
  json.Member("size", static_cast<std::int64_t>(body.size)).Member("cut", body.cut || forgotten);
  json.EndObject().EndObject();
}

}  // namespace

std::string_view CarriedName(Carried carried) {
  switch (carried) {
    case Carried::kNever:
      return "never";
    case Carried::kOnce:
      return "once";
    case Carried::kTwice:
      return "twice";
  }
  return "";
}

void WriteRecord(JsonWriter& json, const JournalRecord& record) {
  const JournalEntry& entry = *record.entry;
  json.BeginObject()
      .Member("id", static_cast<std::int64_t>(record.id))
      .Member("time", InstantText(record.at))
      .Member("durationMs", std::chrono::duration<double, std::milli>(record.took).count())
      .Member("method", entry.method())
      .Member("target", entry.target());
  json.Key("route");
  WriteOptional(json, entry.route());
  WriteCaller(json, entry);
  json.Member("status", entry.status());
  json.Key("why");
  WriteOptional(json, entry.why());
  json.Key("fault");
  WriteOptional(json, entry.fault());
  json.Member("carried", CarriedName(entry.carried()));
  json.Key("request");
  WriteMessage(json, entry.request_headers(), record.request(), record.bodies_forgotten);
  json.Key("response");
  WriteMessage(json, entry.response_headers(), record.response(), record.bodies_forgotten);
  json.EndObject();
}

}  // namespace grafake::server
