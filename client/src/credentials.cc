#include "src/credentials.h"

#include <algorithm>

namespace grafake {
namespace {

constexpr std::size_t kShortestRedacted = 4;  // bytes; shorter texts stand in every sentence

bool HasControl(const std::string& text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

std::string SecretOf(const Credentials& credentials) {
  if (const auto* password = std::get_if<Password>(&credentials)) return password->password.Reveal();
  if (const auto* token = std::get_if<AccessToken>(&credentials)) return token->token.Reveal();
  return {};
}

}  // namespace

std::string ComplaintAbout(const Credentials& credentials) {
  if (const auto* password = std::get_if<Password>(&credentials)) {
    if (password->user.find(':') != std::string::npos) return "the user holds a colon, which basic authentication cannot send";
    if (password->user.find('\0') != std::string::npos || password->password.Reveal().find('\0') != std::string::npos)
      return "the user or the password holds a NUL";
  }
  if (const auto* token = std::get_if<AccessToken>(&credentials)) {
    if (token->token.empty()) return "the token is empty";
    if (HasControl(token->token.Reveal())) return "the token holds a control character, perhaps the end of its line";
  }
  const auto* source = std::get_if<TokenSource>(&credentials);
  return source != nullptr && !*source ? "the token source is empty" : "";
}

Credentials Current(const Credentials& credentials) {
  if (const auto* source = std::get_if<TokenSource>(&credentials)) return AccessToken{(*source)()};
  return credentials;
}

std::string Redacted(std::string text, const Credentials& credentials) {
  const std::string secret = SecretOf(credentials);
  if (secret.size() < kShortestRedacted) return text;
  for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos;) text.replace(at, secret.size(), "***");
  return text;
}

}  // namespace grafake
