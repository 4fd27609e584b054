// AppendRedactedBody.

#include <algorithm>

#include "server/ascii.h"
#include "server/control/body_secrets.h"
#include "server/control/harmless_texts.h"
#include "server/control/named_pairs.h"
#include "server/control/redaction.h"
#include "server/control/secret_names.h"
#include "server/json/scanner.h"
#include "server/json/utf8.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// So much behind the cut is read that what begins before it is known for what it is.
constexpr std::size_t kReadBehindCut = 512;
constexpr std::size_t kLongestCharacter = 4;  // bytes of UTF-8

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

// The answer to who signs up calls it a code, too.
bool SaysWhereTo(std::string_view value) { return value.starts_with("\"redirect-to-"); }

bool IsNameOfCode(std::string_view raw) {
  const bool plain = raw.find('\\') == std::string_view::npos;
  return LowerText(plain ? std::string(raw) : DecodedJsonString(raw)) == "code";
}

bool BeginsNumber(std::string_view value) { return !value.empty() && (IsDigit(value.front()) || value.front() == '-'); }

// Copies a valid JSON value.
class JsonRedaction {
 public:
  JsonRedaction(std::string& out, std::string_view text, BodyOf whose, const KnownSecrets& known)
      : out_(out), text_(text), whose_(whose), known_(known), pairs_(text) {}

  // Until `most` bytes are there. False: there is more.
  [[nodiscard]] bool Copy(std::size_t most) {
    const std::size_t full = out_.size() + most;
    while (at_ < text_.size() && out_.size() < full) {
      const std::size_t quote = std::min(text_.find('"', at_), text_.size());
      CopyBetween(text_.substr(at_, quote - at_));
      at_ = quote;
      if (quote < text_.size()) CopyString(full - std::min(full, out_.size()));
    }
    return at_ == text_.size();
  }

 private:
  // What is no text: also numbers.
  void CopyBetween(std::string_view between) {
    pairs_.Follow(between, at_);
    if (IsRedactedAlike(between, known_)) {
      out_ += between;
    } else {
      out_ += WithoutShapeless(between, known_, "\"<secret>\"");
    }
  }

  void CopyString(std::size_t room) {
    const std::size_t begin = at_ + 1;
    const std::size_t end = EndOfJsonString(text_, begin);
    const std::string_view raw = text_.substr(begin, end - begin);
    at_ = std::min(end + 1, text_.size());
    const std::size_t colon = SkipJsonBlanks(text_, at_);
    out_ += '"';
    CopyContent(WholeEscapes(raw, room + kReadBehindCut));
    out_ += '"';
    if (colon < text_.size() && text_[colon] == ':') CopyMember(raw, colon);
  }

  // A name is behind us.
  void CopyMember(std::string_view name, std::size_t colon) {
    const std::size_t begin = SkipJsonBlanks(text_, colon + 1);
    out_.append(text_, at_, begin - at_);
    at_ = begin;
    if (name == "name") NoteName(begin);
    const JsonPairs::Named named = NamedBy(name);
    const SecretKind kind = named.kind;
    if (kind == SecretKind::kNone) return;
    const std::size_t end = EndOfJson(text_, begin);
    const std::string_view value = text_.substr(begin, end - begin);
    if (SaysNothing(value) || (named.maybe_count && BeginsNumber(value)) || SaysWhereTo(value)) return;
    out_ += '"';
    out_ += whose_ == BodyOf::kServer && kind == SecretKind::kToken ? MadeToken() : std::string(NameOf(kind));
    out_ += '"';
    at_ = end;
  }

  JsonPairs::Named NamedBy(std::string_view name) {
    if (known_.codes && IsNameOfCode(name)) return {.kind = SecretKind::kSecret, .maybe_count = false};
    const SecretKind kind = SecretKindOfMember(name);
    if (kind != SecretKind::kNone) return {.kind = kind, .maybe_count = MayNameCount(name)};
    const bool plain = name.find('\\') == std::string_view::npos;
    const bool value = plain ? IsNameOfValue(name) : IsNameOfValue(DecodedJsonString(name));
    return value ? pairs_.NamedHere() : JsonPairs::Named();
  }

  void CopyContent(std::string_view raw) {
    if (raw.find('\\') == std::string_view::npos) return AppendRedactedTarget(out_, raw, known_);
    const std::string decoded = DecodedJsonString(raw);
    std::string redacted;
    AppendRedactedTarget(redacted, decoded, known_);
    if (redacted == decoded) {
      out_ += raw;
      return;
    }
    std::string quoted;
    AppendJsonString(quoted, redacted);
    out_.append(quoted, 1, quoted.size() - 2);
  }

  void NoteName(std::size_t begin) {
    if (begin < text_.size() && text_[begin] == '"')
      name_ = text_.substr(begin + 1, EndOfJsonString(text_, begin + 1) - begin - 1);
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
  JsonPairs pairs_;
  std::size_t at_ = 0;
  std::string_view name_;  // the last one of a member "name", as it was written
};

// `tail`: so many bytes at its end may be a part of a character.
bool IsReadable(std::string_view text, std::size_t tail, BodyOf whose) {
  if (text.find('\0') != std::string_view::npos) return false;
  for (std::size_t at = 0; at + tail < text.size();) {
    const std::size_t length = Utf8Length(text.substr(at));
    if (length == 0) return false;
    at += length;
  }
  if (whose == BodyOf::kServer) return true;
  const std::string_view begin = text.substr(SkipJsonBlanks(text, 0));
  return !begin.starts_with('<') && !begin.starts_with("--");
}

bool AppendPlainBody(std::string& out, std::string_view body, BodyOf whose, std::size_t most,
                     const KnownSecrets& known) {
  const std::string_view read = body.substr(0, most + kReadBehindCut);
  if (!IsReadable(read, read.size() < body.size() ? kLongestCharacter : 0, whose)) return false;
  AppendRedactedTarget(out, read, known);
  return read.size() == body.size();
}

// Also takes what is left of a character at the end.
void CutTo(std::string& out, std::size_t size) {
  while (size > 0 && (static_cast<unsigned char>(out[size]) & 0xC0U) == 0x80) --size;
  out.resize(size);
}

// Where the JSON ends that a body begins with. A bare number is none: it may be the beginning of a word.
std::size_t EndOfLeadingJson(std::string_view body) {
  const std::size_t begin = SkipJsonBlanks(body, 0);
  const bool read = begin < body.size() && (body[begin] == '{' || body[begin] == '[' || body[begin] == '"');
  if (!read) return 0;
  const auto extent = ScanJson(body);
  return extent ? extent->end : 0;
}

bool AppendFreshBody(std::string& out, std::string_view body, BodyOf whose, std::size_t most,
                     const KnownSecrets& known) {
  const std::size_t full = out.size() + most;
  const std::size_t json = EndOfLeadingJson(body);
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
  const bool kept =
      !known.codes && body.size() <= std::min(most, HarmlessTexts::kLongest) && IsRedactedAlike(body, known);
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
