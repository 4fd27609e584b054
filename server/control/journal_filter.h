#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/control/journal.h"

namespace grafake::server {

// Which exchanges somebody asks for.
struct JournalFilter {
  std::optional<std::uint64_t> since;  // only those with a higher id
  std::optional<std::string> route;    // "/api/teams/:teamId", or with the method, "GET /api/org"; "": of no route
  std::optional<std::string> caller;   // a login, an account's name, or that of a token or key
  std::string status;                  // "403" or "4xx"; empty: any
  std::optional<std::size_t> limit;    // so many: the first behind `since`, be it 0, or without that the last

  [[nodiscard]] bool Wants(const JournalRecord& record) const;
  // Those that it wants, `limit` set aside.
  [[nodiscard]] std::vector<JournalRecord> Of(std::vector<JournalRecord> records) const;
  // At most `limit` of them.
  [[nodiscard]] std::vector<JournalRecord> Limited(std::vector<JournalRecord> records) const;
};

// True for what `status` may look like, "403" or "4xx"; whether HTTP knows such ones; whether it means that one.
[[nodiscard]] bool IsStatusWanted(std::string_view text);
[[nodiscard]] bool IsOfHttp(std::string_view wanted);
[[nodiscard]] bool FitsStatus(int status, std::string_view wanted);

}  // namespace grafake::server
