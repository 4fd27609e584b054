#include "server/domain/passwords.h"

#include "server/domain/digest.h"

namespace grafake::server {
namespace {

constexpr std::size_t kMostKnown = 4096;

}  // namespace

Passwords::Passwords() : key_(RandomText(32)) {}

Passwords::Hashed Passwords::Hash(std::string_view password) {
  std::string salt = RandomText(10);
  std::string hash = Pbkdf2Hex(password, salt);
  Remember(Mark(hash, password));
  return {std::move(hash), std::move(salt)};
}

std::string Passwords::Mark(std::string_view hash, std::string_view password) const {
  std::string text = key_;
  text += hash;
  text += '\0';
  text += password;
  const Sha256 digest = Sha256Of(text);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

void Passwords::Remember(std::string mark) {
  const Lock lock(mutex_);
  if (known_.size() >= kMostKnown) known_.clear();
  known_.insert(std::move(mark));
}

bool Passwords::Verify(const PasswordRow& row, std::string_view password) {
  if (password.empty() || row.hash.empty()) return false;
  std::string mark = Mark(row.hash, password);
  {
    const Lock lock(mutex_);
    if (known_.contains(mark)) return true;
  }
  if (!SameSecret(Pbkdf2Hex(password, row.salt), row.hash)) return false;
  Remember(std::move(mark));
  return true;
}

}  // namespace grafake::server
