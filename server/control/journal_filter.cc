#include "server/control/journal_filter.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/control/route_names.h"

namespace grafake::server {
namespace {

bool IsOfRoute(const JournalEntry& entry, std::string_view route) {
  const auto blank = route.find(' ');
  if (blank == std::string_view::npos) return RouteShape(entry.route()) == RouteShape(route);
  return entry.method() == route.substr(0, blank) && IsOfRoute(entry, route.substr(blank + 1));
}

}  // namespace

bool IsStatusWanted(std::string_view text) {
  if (text.size() != 3 || !IsDigit(text[0])) return false;
  return text.ends_with("xx") || (IsDigit(text[1]) && IsDigit(text[2]));
}

bool IsOfHttp(std::string_view wanted) { return wanted.front() >= '1' && wanted.front() <= '5'; }

bool FitsStatus(int status, std::string_view wanted) {
  const std::string text = std::to_string(status);
  return wanted.ends_with("xx") ? text.front() == wanted.front() : text == wanted;
}

bool JournalFilter::Wants(const JournalRecord& record) const {
  const JournalEntry& entry = *record.entry;
  if (record.id <= since.value_or(0)) return false;
  if (route && !IsOfRoute(entry, *route)) return false;
  if (!status.empty() && !FitsStatus(entry.status(), status)) return false;
  return !caller || entry.caller() == *caller || entry.token() == *caller;
}

std::vector<JournalRecord> JournalFilter::Of(std::vector<JournalRecord> records) const {
  std::erase_if(records, [this](const JournalRecord& record) { return !Wants(record); });
  return records;
}

std::vector<JournalRecord> JournalFilter::Limited(std::vector<JournalRecord> records) const {
  if (!limit || records.size() <= *limit) return records;
  if (since) {
    records.resize(*limit);
  } else {
    records.erase(records.begin(), records.end() - static_cast<std::ptrdiff_t>(*limit));
  }
  return records;
}

}  // namespace grafake::server
