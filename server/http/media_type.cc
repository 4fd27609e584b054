#include "server/http/media_type.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "server/ascii.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

bool IsTokenCharacter(char c) {
  constexpr std::string_view kSeparators = "()<>@,;:\\\"/[]?=";
  return c > 0x20 && c < 0x7f && kSeparators.find(c) == std::string_view::npos;
}

void SkipBlanks(std::string_view& text) {
  while (!text.empty() && IsBlank(text[0])) text.remove_prefix(1);
}

std::string TakeToken(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && IsTokenCharacter(text[length])) ++length;
  std::string token(text.substr(0, length));
  text.remove_prefix(length);
  return token;
}

std::optional<std::string> TakeQuoted(std::string_view& text) {
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      text.remove_prefix(i + 1);
      return value;
    }
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    value += text[i];
  }
  return std::nullopt;
}

using Parameters = std::map<std::string, std::string>;

// Takes `; name=value`; false when it is none, or says otherwise than before.
bool TakeParameter(std::string_view& text, Parameters& parameters) {
  SkipBlanks(text);
  if (text.empty() || text[0] != ';') return false;
  text.remove_prefix(1);
  SkipBlanks(text);
  const std::string name = LowerText(TakeToken(text));
  SkipBlanks(text);
  if (name.empty() || text.empty() || text[0] != '=') return false;
  text.remove_prefix(1);
  SkipBlanks(text);
  const auto value = !text.empty() && text[0] == '"' ? TakeQuoted(text) : std::optional(TakeToken(text));
  if (!value || value->empty()) return false;
  const auto [found, added] = parameters.emplace(name, *value);
  return added || found->second == *value;
}

bool ParametersFit(std::string_view rest) {
  Parameters parameters;
  while (true) {
    SkipBlanks(rest);
    // A semicolon at the end is forgiven.
    if (rest.empty() || rest == ";") return true;
    if (!TakeParameter(rest, parameters)) return false;
  }
}

tl::unexpected<Error> NotJson(std::string cause, std::string_view is) {
  return Fail(ErrorCode::kInvalid, std::move(cause),
              InputUnfit{InputUnfit::Where::kHeader, "Content-Type", std::string(is), "application/json", true});
}

}  // namespace

Result<Done> IsJsonContent(const std::string* content_type) {
  if (content_type == nullptr || content_type->empty()) return NotJson("mime: no media type", "");
  const std::string_view text = *content_type;
  const auto end = std::min(text.find(';'), text.size());
  const std::string_view type = WithoutBlanks(text.substr(0, end));
  if (type.empty()) return NotJson("mime: no media type", text);
  if (!ParametersFit(text.substr(end))) return NotJson("mime: invalid media parameter", text);
  if (LowerText(type) != "application/json") return NotJson("bad content type", text);
  return Done();
}

}  // namespace grafake::server
