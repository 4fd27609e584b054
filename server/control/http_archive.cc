// HttpArchiveOf: http://www.softwareishard.com/blog/har-12-spec/

#include <algorithm>
#include <array>
#include <string>

#include "server/ascii.h"
#include "server/control/journal_json.h"
#include "server/control/time_words.h"
#include "server/http/message.h"
#include "server/http/status_text.h"
#include "server/http/url.h"
#include "server/percent_escape.h"

namespace grafake::server {
namespace {

using HeaderViews = std::vector<JournalEntry::HeaderView>;

std::string_view FindView(const HeaderViews& headers, std::string_view name) {
  const auto header = std::ranges::find_if(headers, [&](const auto& h) { return SameHeaderName(h.first, name); });
  return header == headers.end() ? std::string_view() : header->second;
}

void WritePairs(JsonWriter& json, JsonName key, const auto& pairs) {
  json.Key(key).BeginArray();
  for (const auto& [name, value] : pairs) json.BeginObject().Member("name", name).Member("value", value).EndObject();
  json.EndArray();
}

// A URL has no blanks and nothing in angle brackets.
std::string UrlOf(std::string_view world, std::string_view target) {
  std::string url;
  if (target.starts_with('/')) {
    url = world;
    target.remove_prefix(1);
  }
  for (const char c : target) {
    if (c > ' ' && c < 0x7f && c != '<' && c != '>' && c != '"') {
      url += c;
    } else {
      AppendPercentEscape(url, c);
    }
  }
  return url;
}

void WriteRequest(JsonWriter& json, const JournalRecord& record, std::string_view url) {
  const JournalEntry& entry = *record.entry;
  const auto headers = entry.request_headers();
  const std::string_view target = entry.target();
  const std::size_t question = std::min(target.find('?'), target.size());
  const std::size_t query = std::min(question + 1, target.size());
  json.Key("request")
      .BeginObject()
      .Member("method", entry.method())
      .Member("url", UrlOf(url, target))
      .Member("httpVersion", "HTTP/1.1");
  WritePairs(json, "cookies", HeaderViews());
  WritePairs(json, "headers", headers);
  WritePairs(json, "queryString", Query(target.substr(query)).pairs());
  const auto body = record.request();
  if (body.size != 0) {
    json.Key("postData")
        .BeginObject()
        .Member("mimeType", FindView(headers, "Content-Type"))
        .Member("text", body.text)
        .EndObject();
  }
  json.Member("headersSize", -1).Member("bodySize", static_cast<std::int64_t>(body.size)).EndObject();
}

void WriteResponse(JsonWriter& json, const JournalRecord& record) {
  const JournalEntry& entry = *record.entry;
  const auto headers = entry.response_headers();
  const auto body = record.response();
  json.Key("response")
      .BeginObject()
      .Member("status", entry.status())
      .Member("statusText", StatusText(entry.status()))
      .Member("httpVersion", "HTTP/1.1");
  WritePairs(json, "cookies", HeaderViews());
  WritePairs(json, "headers", headers);
  json.Key("content")
      .BeginObject()
      .Member("size", static_cast<std::int64_t>(body.size))
      .Member("mimeType", FindView(headers, "Content-Type"))
      .Member("text", body.text)
      .EndObject();
  json.Member("redirectURL", FindView(headers, "Location"))
      .Member("headersSize", -1)
      .Member("bodySize", static_cast<std::int64_t>(body.size))
      .EndObject();
}

// What there is no member for; names of one's own begin with '_'.
void WriteOwn(JsonWriter& json, const JournalRecord& record) {
  const JournalEntry& entry = *record.entry;
  json.Key("_grafake")
      .BeginObject()
      .Member("id", static_cast<std::int64_t>(record.id))
      .Member("route", entry.route())
      .Member("caller", entry.caller())
      .Member("token", entry.token())
      .Member("fault", entry.fault())
      .Member("carried", CarriedName(entry.carried()))
      .Member("why", entry.why())
      .EndObject();
}

void WriteArchived(JsonWriter& json, const JournalRecord& record, std::string_view url) {
  const JournalEntry& entry = *record.entry;
  const double took = std::chrono::duration<double, std::milli>(record.took).count();
  json.BeginObject().Member("startedDateTime", InstantText(record.at)).Member("time", took);
  WriteRequest(json, record, url);
  WriteResponse(json, record);
  json.Key("cache").BeginObject().EndObject();
  json.Key("timings").BeginObject().Member("send", 0).Member("wait", took).Member("receive", 0).EndObject();
  WriteOwn(json, record);
  if (!entry.why().empty()) json.Member("comment", entry.why());
  json.EndObject();
}

}  // namespace

std::string HttpArchiveOf(const std::vector<JournalRecord>& records, std::string_view url) {
  JsonWriter json;
  json.BeginObject().Key("log").BeginObject().Member("version", "1.2");
  json.Key("creator").BeginObject().Member("name", "grafake").Member("version", GRAFAKE_VERSION).EndObject();
  json.Key("pages").BeginArray().EndArray();
  json.Key("entries").BeginArray();
  for (const JournalRecord& record : records) WriteArchived(json, record, url);
  json.EndArray().EndObject().EndObject();
  return json.Take();
}

}  // namespace grafake::server
