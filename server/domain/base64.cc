#include "server/domain/base64.h"

#include <openssl/evp.h>

#include <algorithm>

#include "server/ascii.h"

namespace grafake::server {
namespace {

bool InAlphabet(char c) { return IsLetterOrDigit(c) || c == '+' || c == '/'; }

}  // namespace

std::string EncodeBase64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::optional<std::string> DecodeBase64(std::string_view text) {
  std::string clean(text);
  std::erase_if(clean, [](char c) { return c == '\r' || c == '\n'; });
  if (clean.empty()) return std::string();
  const std::size_t padding = clean.ends_with("==") ? 2 : clean.ends_with('=') ? 1 : 0;
  if (clean.size() % 4 != 0) return std::nullopt;
  if (!std::all_of(clean.begin(), clean.end() - static_cast<std::ptrdiff_t>(padding), InAlphabet)) return std::nullopt;
  std::string bytes(clean.size() / 4 * 3, '\0');
  EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), reinterpret_cast<const unsigned char*>(clean.data()),
                  static_cast<int>(clean.size()));
  bytes.resize(bytes.size() - padding);
  return bytes;
}

}  // namespace grafake::server
