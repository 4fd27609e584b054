#include "conformance/secrets.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "conformance/json_text.h"

namespace grafake::conformance {
namespace {

constexpr const char* kMask = "***";
constexpr std::size_t kShortest = 5;  // shorter passwords would blank out half of a report

bool IsTokenCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("+/=_-.%").find(c) != std::string::npos;
}

// Text after `mark` that is made of the characters of tokens.
void MaskAfter(std::string& text, const std::string& mark) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const std::size_t begin = at + mark.size();
    const auto end = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), IsTokenCharacter);
    const auto size = static_cast<std::size_t>(end - text.begin()) - begin;
    if (size > 0) text.replace(begin, size, kMask);
  }
}

// The string value of a member, also in text that is cut off or only looks like JSON.
void MaskMember(std::string& text, const std::string& name) {
  const std::string mark = '"' + name + '"';
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const auto colon = text.find_first_not_of(" \t\r\n", at + mark.size());
    if (colon == std::string::npos || text[colon] != ':') continue;
    const auto open = text.find_first_not_of(" \t\r\n", colon + 1);
    if (open == std::string::npos || text[open] != '"') continue;
    const std::size_t size = LiteralLength(std::string_view(text).substr(open));
    if (size > 2) text.replace(open, size, std::string("\"") + kMask + '"');
  }
}

}  // namespace

void Secrets::Learn(const std::string& who) {
  const auto colon = who.find(':');
  if (colon == std::string::npos) return;
  const std::string name = who.substr(0, colon);
  std::string secret = who.substr(colon + 1);
  if (name == "cookie") secret.erase(0, secret.find('=') + 1);
  if (secret.size() >= kShortest && secret != name) learned_.insert(secret);
}

std::string Secrets::Masked(std::string text) const {
  for (const std::string& secret : learned_) {
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at)) {
      text.replace(at, secret.size(), kMask);
      at += std::string_view(kMask).size();
    }
  }
  constexpr auto kMembers = std::to_array<const char*>(
      {"key", "password", "oldPassword", "newPassword", "confirmNew", "admin_password", "secret_key"});
  for (const char* member : kMembers) MaskMember(text, member);
  // "eyJrIjoi" begins every old API key: base64 of {"k":"
  for (const char* mark : {"glsa_", "eyJrIjoi", "grafana_session=", "auth_token="}) MaskAfter(text, mark);
  return text;
}

bool IsSecretHeader(std::string name) {
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  constexpr auto kWords = std::to_array<std::string_view>({"authorization", "cookie", "key", "token", "jwt"});
  return std::ranges::any_of(kWords, [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

}  // namespace grafake::conformance
