#include "src/base64.h"

#include <openssl/evp.h>

namespace grafake {

std::string Base64(const std::string& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3), '\0');
  const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), from, static_cast<int>(bytes.size()));
  return text;
}

Secret BasicOf(const Password& password) {
  const Secret both(password.user + ":" + password.password.Reveal());
  return Secret(Base64(both.Reveal()));
}

}  // namespace grafake
