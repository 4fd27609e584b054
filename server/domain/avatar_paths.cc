#include "server/domain/avatar_paths.h"

#include "server/ascii.h"
#include "server/domain/digest.h"
#include "server/domain/logins.h"

namespace grafake::server {

std::string AvatarPath(std::string_view email) {
  return email.empty() ? std::string() : "/avatar/" + Md5Hex(LowerCase(email));
}

std::string AvatarPathOfName(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (IsLetterOrDigit(c)) letters += c;
  }
  return AvatarPath(letters + "@localhost");
}

}  // namespace grafake::server
