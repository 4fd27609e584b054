#include "server/domain/api_keys.h"

namespace grafake::server {

std::vector<ApiKeyRow> ApiKeys::List(std::int64_t org_id, bool include_expired) {
  return store_.ListLegacy(org_id, include_expired ? std::nullopt : std::optional(UnixSeconds(clock_())));
}

}  // namespace grafake::server
