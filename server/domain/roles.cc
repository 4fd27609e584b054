#include "server/domain/roles.h"

#include "server/storage/grounds.h"

namespace grafake::server {

std::string_view RoleName(Role role) {
  switch (role) {
    case Role::kNone:
      return "None";
    case Role::kViewer:
      return "Viewer";
    case Role::kEditor:
      return "Editor";
    case Role::kAdmin:
      return "Admin";
  }
  return "";
}

tl::unexpected<Error> RoleTooHigh(Role wished, Role most) {
  return Fail(ErrorCode::kRoleTooHigh, {}, RoleAbove{RoleName(wished), RoleName(most)});
}

std::optional<Role> ParseRole(std::string_view name) {
  for (const Role role : {Role::kViewer, Role::kEditor, Role::kAdmin}) {
    if (name == RoleName(role)) return role;
  }
  return std::nullopt;
}

}  // namespace grafake::server
