#pragma once

#include <string_view>

#include "server/control/journal.h"
#include "server/json/writer.h"

namespace grafake::server {

// An exchange as GET /_grafake/requests shows it.
void WriteRecord(JsonWriter& json, const JournalRecord& record);

[[nodiscard]] std::string_view CarriedName(Carried carried);  // "once"

// Exchanges as HTTP Archive 1.2, which browsers' tools read; `url` is where their world was asked, with a slash at the
// end.
[[nodiscard]] std::string HttpArchiveOf(const std::vector<JournalRecord>& records, std::string_view url);

}  // namespace grafake::server
