#pragma once

#include <span>

#include "server/api/ordered_member.h"

namespace grafake::server {

// The members of objects, named "object.member", and all others that only releases have which list those one by one.
[[nodiscard]] std::span<const OrderedMember> LaterFrontEndMembers();

}  // namespace grafake::server
