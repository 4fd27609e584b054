#include "server/control/secret_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "server/ascii.h"

namespace grafake::server {
namespace {

constexpr std::uint32_t LettersOf(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') letters |= std::uint32_t{1} << (c - 'a');
  }
  return letters;
}

enum class Place { kWhole, kStart, kEnd, kAnywhere };

struct SecretWord {
  std::string_view text;
  Place place;
  SecretKind kind;
  std::uint32_t letters = LettersOf(text);
};

constexpr auto kSecretWords = std::to_array<SecretWord>({
    {"password", Place::kAnywhere, SecretKind::kPassword},
    {"passwd", Place::kAnywhere, SecretKind::kPassword},
    {"passphrase", Place::kAnywhere, SecretKind::kPassword},
    {"pwd", Place::kEnd, SecretKind::kPassword},
    {"pass", Place::kEnd, SecretKind::kPassword},
    {"confirmnew", Place::kWhole, SecretKind::kPassword},
    {"passcode", Place::kAnywhere, SecretKind::kPassword},
    {"otp", Place::kEnd, SecretKind::kPassword},
    {"secret", Place::kAnywhere, SecretKind::kSecret},
    {"credential", Place::kAnywhere, SecretKind::kSecret},
    {"signature", Place::kEnd, SecretKind::kSecret},
    {"securejson", Place::kStart, SecretKind::kSecret},
    {"securesetting", Place::kStart, SecretKind::kSecret},
    {"securefield", Place::kStart, SecretKind::kSecret},
    {"securedata", Place::kStart, SecretKind::kSecret},
    {"securevalue", Place::kStart, SecretKind::kSecret},
    {"invitecode", Place::kWhole, SecretKind::kSecret},
    {"resetcode", Place::kWhole, SecretKind::kSecret},
    {"assertion", Place::kEnd, SecretKind::kToken},
    {"token", Place::kEnd, SecretKind::kToken},
    {"jwt", Place::kAnywhere, SecretKind::kToken},
    {"key", Place::kEnd, SecretKind::kToken},
    {"authorization", Place::kEnd, SecretKind::kToken},
    {"cookie", Place::kEnd, SecretKind::kCookie},
    {"session", Place::kWhole, SecretKind::kCookie},
    {"sessionid", Place::kEnd, SecretKind::kCookie},
});

constexpr auto kSecretParameters = std::to_array<SecretWord>({
    {"code", Place::kWhole, SecretKind::kSecret},
    {"sig", Place::kWhole, SecretKind::kSecret},
    {"sign", Place::kWhole, SecretKind::kSecret},
    {"state", Place::kWhole, SecretKind::kSecret},
    {"ticket", Place::kWhole, SecretKind::kToken},
    {"auth", Place::kEnd, SecretKind::kToken},
});

constexpr auto kSecretHeaders = std::to_array<SecretWord>({
    {"auth", Place::kAnywhere, SecretKind::kSecret},
    {"session", Place::kAnywhere, SecretKind::kCookie},
    {"xgrafanaid", Place::kWhole, SecretKind::kToken},
});

// What may follow a name without changing what it says.
constexpr std::string_view kPlural = "s";
constexpr auto kTails = std::to_array<std::string_view>({kPlural, "value", "pem", "data", "text", "string", "raw",
                                                         "plain", "base64", "b64", "hex", "der", "encoded", "content"});

// Those whose names are like a secret's.
constexpr auto kHarmlessHeaders = std::to_array<std::string_view>(
    {"wwwauthenticate", "proxyauthenticate", "authority", "accesscontrolallowcredentials", "idempotencykey"});

// A name without what it may have or not.
class PlainName {
 public:
  explicit PlainName(std::string_view name) {
    while (!name.empty() && size_ < text_.size()) Take(name);
    cut_ = !name.empty();
  }

  [[nodiscard]] std::string_view text() const { return {text_.data(), size_}; }

  [[nodiscard]] bool cut() const { return cut_; }  // it was too long to be read

  // False: it has no such tail, or is nothing else.
  [[nodiscard]] bool TakeOff(std::string_view tail) {
    if (size_ <= tail.size() || !text().ends_with(tail)) return false;
    size_ -= tail.size();
    return true;
  }

  [[nodiscard]] bool TakeOffNumber() {
    const std::size_t before = size_;
    while (size_ > 1 && IsDigit(text_[size_ - 1])) --size_;
    return size_ < before;
  }

  [[nodiscard]] bool Has(const SecretWord& word) const {
    if ((letters_ & word.letters) != word.letters) return false;
    switch (word.place) {
      case Place::kWhole:
        return text() == word.text;
      case Place::kStart:
        return text().starts_with(word.text);
      case Place::kEnd:
        return text().ends_with(word.text);
      case Place::kAnywhere:
        return text().find(word.text) != std::string_view::npos;
    }
    return false;
  }

 private:
  void Take(std::string_view& name) {
    constexpr std::string_view kLongS = "\xC5\xBF";
    constexpr std::string_view kKelvin = "\xE2\x84\xAA";
    if (name.starts_with(kLongS)) return Put('s', name, kLongS.size());
    if (name.starts_with(kKelvin)) return Put('k', name, kKelvin.size());
    const char c = name.front();
    if (c == '_' || c == '-' || c == '.' || c == ' ' || c == '[' || c == ']' || c == '+') return name.remove_prefix(1);
    Put(LowerAscii(c), name, 1);
  }

  void Put(char c, std::string_view& name, std::size_t length) {
    name.remove_prefix(length);
    text_[size_++] = c;
    if (c >= 'a' && c <= 'z') letters_ |= std::uint32_t{1} << (c - 'a');
  }

  std::array<char, 64> text_;  // NOLINT(cppcoreguidelines-pro-type-member-init): only what is filled is read
  std::size_t size_ = 0;
  std::uint32_t letters_ = 0;
  bool cut_ = false;
};

SecretKind FindKind(const PlainName& name, std::span<const SecretWord> words) {
  const auto word = std::ranges::find_if(words, [&](const SecretWord& w) { return name.Has(w); });
  return word == words.end() ? SecretKind::kNone : word->kind;
}

// Without the last of its tails; false: it has none.
bool TakeOffTail(PlainName& name) {
  return std::ranges::any_of(kTails, [&](std::string_view tail) { return name.TakeOff(tail); }) || name.TakeOffNumber();
}

SecretKind KindWithTails(PlainName name) {
  constexpr int kMostTails = 4;
  SecretKind kind = FindKind(name, kSecretWords);
  for (int i = 0; i < kMostTails && kind == SecretKind::kNone && TakeOffTail(name); ++i)
    kind = FindKind(name, kSecretWords);
  return kind;
}

SecretKind KindByWords(std::string_view name, std::span<const SecretWord> more) {
  const PlainName plain(name);
  const SecretKind kind = KindWithTails(plain);
  if (kind != SecretKind::kNone) return kind;
  // Grafana has none that long: who knows what it is.
  return plain.cut() ? SecretKind::kSecret : FindKind(plain, more);
}

}  // namespace

std::string_view NameOf(SecretKind kind) {
  switch (kind) {
    case SecretKind::kNone:
      return "";
    case SecretKind::kToken:
      return "<token>";
    case SecretKind::kPassword:
      return "<password>";
    case SecretKind::kCookie:
      return "<cookie>";
    case SecretKind::kSecret:
      return "<secret>";
  }
  return "";
}

SecretKind SecretKindOf(std::string_view name) { return KindByWords(name, {}); }

bool MayNameCount(std::string_view name) {
  PlainName plain(name);
  if (plain.cut() || FindKind(plain, kSecretWords) != SecretKind::kNone) return false;
  return plain.TakeOff(kPlural) && FindKind(plain, kSecretWords) != SecretKind::kNone;
}

SecretKind SecretKindOfParameter(std::string_view name) { return KindByWords(name, kSecretParameters); }

SecretKind SecretKindOfHeader(std::string_view name) {
  const SecretKind kind = KindByWords(name, kSecretHeaders);
  if (kind == SecretKind::kNone) return kind;
  const bool harmless = std::ranges::find(kHarmlessHeaders, PlainName(name).text()) != kHarmlessHeaders.end();
  return harmless ? SecretKind::kNone : kind;
}

}  // namespace grafake::server
