#include "src/credentials.h"

#include <algorithm>
#include <stdexcept>

#include "src/base64.h"

namespace grafake {
namespace {

constexpr std::size_t kShortestRedacted = 4;  // bytes; shorter texts stand in every sentence

void Redact(std::string& text, const Secret& secret) {
  if (secret.Reveal().size() < kShortestRedacted) return;
  for (std::size_t at = 0; (at = text.find(secret.Reveal(), at)) != std::string::npos;)
    text.replace(at, secret.Reveal().size(), "***");
}

}  // namespace

bool HasControl(const std::string& text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

std::optional<std::string> ComplaintAbout(const Credentials& credentials) {
  if (const auto* password = std::get_if<Password>(&credentials)) {
    if (password->user.find(':') != std::string::npos)
      return "the user holds a colon, which basic authentication cannot send";
  }
  if (const auto* token = std::get_if<AccessToken>(&credentials)) {
    if (token->token.empty()) return "the token is empty";
    if (HasControl(token->token.Reveal())) return "the token holds a control character, perhaps the end of its line";
  }
  const auto* source = std::get_if<TokenSource>(&credentials);
  if (source != nullptr && !*source) return "the token source is empty";
  return std::nullopt;
}

Credentials Current(const Credentials& credentials) {
  const auto* source = std::get_if<TokenSource>(&credentials);
  if (source == nullptr) return credentials;
  try {
    return AccessToken{(*source)()};
  } catch (const std::exception&) {
    throw;
  } catch (...) {
    throw std::runtime_error("the token source threw something");
  }
}

std::string Redacted(std::string text, const Credentials& credentials) {
  if (const auto* password = std::get_if<Password>(&credentials)) {
    Redact(text, password->password);
    Redact(text, BasicOf(*password));
  }
  if (const auto* token = std::get_if<AccessToken>(&credentials)) Redact(text, token->token);
  return text;
}

}  // namespace grafake
