#pragma once

#include <vector>

#include "server/control/fault.h"
#include "server/control/member_reader.h"
#include "server/http/gateway.h"

namespace grafake::server {

// The programme of a fault as a document says it. Throws BadMember; `paths` are those that a route may be.
[[nodiscard]] Fault ReadFault(MemberReader& members, const std::vector<RoutePath>& paths);

}  // namespace grafake::server
