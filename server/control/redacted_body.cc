// AppendRedactedBody.

#include <algorithm>

#include "server/control/harmless_texts.h"
#include "server/control/redaction.h"
#include "server/control/secret_names.h"
#include "server/json/reader.h"
#include "server/json/scanner.h"
#include "server/json/utf8.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// Of what is longer only the beginning is read, as text.
constexpr std::size_t kLongestJsonRead = std::size_t{64} << 10;
// So much behind the cut is read that what begins before it is known for what it is.
constexpr std::size_t kReadBehindCut = 512;
constexpr std::size_t kLongestCharacter = 4;  // bytes of UTF-8

std::size_t SkipBlanks(std::string_view text, std::size_t at) {
  while (at < text.size() && IsJsonBlank(text[at])) ++at;
  return at;
}

// Of one that begins at `begin`, behind its quote: where the closing one stands.
std::size_t EndOfString(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  return std::min(end, text.size());
}

// So much of what stands between quotes, and no escape in two.
std::string_view WholeEscapes(std::string_view raw, std::size_t most) {
  if (raw.size() <= most) return raw;
  std::size_t end = 0;
  while (end < most) {
    const std::size_t length = raw[end] != '\\' ? 1 : raw[end + 1] == 'u' ? 6 : 2;
    if (end + length > most) break;
    end += length;
  }
  return raw.substr(0, end);
}

// What is no secret whatever it is called.
bool SaysNothing(std::string_view value) {
  return value == "\"\"" || value == "null" || value == "true" || value == "false" || value == "[]" || value == "{}";
}

// Copies a valid JSON value.
class JsonRedaction {
 public:
  JsonRedaction(std::string& out, std::string_view text, BodyOf whose, const KnownSecrets& known)
      : out_(out), text_(text), whose_(whose), known_(known) {}

  // Until `most` bytes are there. False: there is more.
  [[nodiscard]] bool Copy(std::size_t most) {
    const std::size_t full = out_.size() + most;
    while (at_ < text_.size() && out_.size() < full) {
      const std::size_t quote = std::min(text_.find('"', at_), text_.size());
      out_.append(text_, at_, quote - at_);
      at_ = quote;
      if (quote < text_.size()) CopyString(full - std::min(full, out_.size()));
    }
    return at_ == text_.size();
  }

 private:
  void CopyString(std::size_t room) {
    const std::size_t begin = at_ + 1;
    const std::size_t end = EndOfString(text_, begin);
    const std::string_view raw = text_.substr(begin, end - begin);
    at_ = std::min(end + 1, text_.size());
    const std::size_t colon = SkipBlanks(text_, at_);
    out_ += '"';
    CopyContent(WholeEscapes(raw, room + kReadBehindCut));
    out_ += '"';
    if (colon < text_.size() && text_[colon] == ':') CopyMember(raw, colon);
  }

  // A name is behind us.
  void CopyMember(std::string_view name, std::size_t colon) {
    const std::size_t begin = SkipBlanks(text_, colon + 1);
    out_.append(text_, at_, begin - at_);
    at_ = begin;
    const SecretKind kind = KindOfMember(name);
    if (name == "name") NoteName(begin);
    if (kind == SecretKind::kNone) return;
    const std::size_t end = EndOfJson(text_, begin);
    if (SaysNothing(text_.substr(begin, end - begin))) return;
    out_ += '"';
    out_ += whose_ == BodyOf::kServer && kind == SecretKind::kToken ? MadeToken() : std::string(NameOf(kind));
    out_ += '"';
    at_ = end;
  }

  static SecretKind KindOfMember(std::string_view name) {
    HarmlessTexts& harmless = HarmlessTexts::OfThisThread();
    if (harmless.Knows(HarmlessTexts::As::kMemberName, name)) return SecretKind::kNone;
    const bool plain = name.find('\\') == std::string_view::npos;
    const SecretKind kind = plain ? SecretKindOf(name) : SecretKindOf(Decoded(name));
    if (kind == SecretKind::kNone) harmless.Learn(HarmlessTexts::As::kMemberName, name);
    return kind;
  }

  void CopyContent(std::string_view raw) {
    if (raw.find('\\') == std::string_view::npos) return AppendText(out_, raw);
    const std::string decoded = Decoded(raw);
    std::string redacted;
    AppendText(redacted, decoded);
    if (redacted == decoded) {
      out_ += raw;
      return;
    }
    std::string quoted;
    AppendJsonString(quoted, redacted);
    out_.append(quoted, 1, quoted.size() - 2);
  }

  void AppendText(std::string& out, std::string_view text) const {
    const bool path = text.find('/') != std::string_view::npos;
    return path ? AppendRedactedTarget(out, text, known_) : AppendRedactedText(out, text, known_);
  }

  static std::string Decoded(std::string_view raw) {
    const std::string quoted = "\"" + std::string(raw) + "\"";
    return JsonValue{JsonValue::Kind::kString, quoted}.Text();
  }

  void NoteName(std::size_t begin) {
    if (begin < text_.size() && text_[begin] == '"')
      name_ = text_.substr(begin + 1, EndOfString(text_, begin + 1) - begin - 1);
  }

  // A new token stands behind its name.
  [[nodiscard]] std::string MadeToken() const {
    if (name_.empty() || name_.find('\\') != std::string_view::npos) return "<token>";
    std::string made = "<token ";
    AppendRedactedText(made, name_, known_);
    return made + ">";
  }

  std::string& out_;
  const std::string_view text_;
  const BodyOf whose_;
  const KnownSecrets& known_;
  std::size_t at_ = 0;
  std::string_view name_;  // the last one of a member "name", as it was written
};

// "\u0070assword" in what is no JSON, whatever it is: as letters.
std::string WithoutUnicodeEscapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view hex = text.substr(i, 6);
    if (hex.size() == 6 && hex.starts_with("\\u00")) {
      const std::string quoted = "\"" + std::string(hex) + "\"";
      if (ReadWholeJson(quoted)) {
        out += JsonValue{JsonValue::Kind::kString, quoted}.Text();
        i += 5;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

// `tail`: so many bytes at its end may be a part of a character.
bool IsReadable(std::string_view text, std::size_t tail, BodyOf whose) {
  if (text.find('\0') != std::string_view::npos) return false;
  for (std::size_t at = 0; at + tail < text.size();) {
    const std::size_t length = Utf8Length(text.substr(at));
    if (length == 0) return false;
    at += length;
  }
  if (whose == BodyOf::kServer) return true;
  const std::string_view begin = text.substr(SkipBlanks(text, 0));
  return !begin.starts_with('<') && !begin.starts_with("--");
}

bool AppendPlainBody(std::string& out, std::string_view body, BodyOf whose, std::size_t most,
                     const KnownSecrets& known) {
  const std::string_view read = body.substr(0, most + kReadBehindCut);
  if (!IsReadable(read, read.size() < body.size() ? kLongestCharacter : 0, whose)) return false;
  if (read.find("\\u00") == std::string_view::npos) {
    AppendRedactedTarget(out, read, known);
  } else {
    AppendRedactedTarget(out, WithoutUnicodeEscapes(read), known);
  }
  return read.size() == body.size();
}

// Also takes what is left of a character at the end.
void CutTo(std::string& out, std::size_t size) {
  while (size > 0 && (static_cast<unsigned char>(out[size]) & 0xC0U) == 0x80) --size;
  out.resize(size);
}

bool AppendFreshBody(std::string& out, std::string_view body, BodyOf whose, std::size_t most,
                     const KnownSecrets& known) {
  const std::size_t full = out.size() + most;
  const auto extent = body.size() <= kLongestJsonRead ? ScanJson(body) : tl::unexpected(std::string());
  const std::size_t json = extent ? extent->end : 0;
  bool whole = JsonRedaction(out, body.substr(0, json), whose, known).Copy(most);
  if (whole && json < body.size() && out.size() < full)
    whole = AppendPlainBody(out, body.substr(json), whose, full - out.size(), known);
  if (out.size() <= full) return whole;
  CutTo(out, full);
  return false;
}

}  // namespace

bool AppendRedactedBody(std::string& out, std::string_view body, BodyOf whose, std::size_t most,
                        const KnownSecrets& known) {
  HarmlessTexts& harmless = HarmlessTexts::OfThisThread();
  const auto as = whose == BodyOf::kClient ? HarmlessTexts::As::kClientBody : HarmlessTexts::As::kServerBody;
  const bool kept = body.size() <= std::min(most, HarmlessTexts::kLongest) && IsSecretOfItself(body, known);
  if (kept && harmless.Knows(as, body)) {
    out += body;
    return true;
  }
  const std::size_t before = out.size();
  const bool whole = AppendFreshBody(out, body, whose, most, known);
  if (kept && whole && std::string_view(out).substr(before) == body) harmless.Learn(as, body);
  return whole;
}

}  // namespace grafake::server
