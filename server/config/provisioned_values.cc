#include "server/config/provisioned_values.h"

#include <algorithm>

#include "server/ascii.h"

namespace grafake::server {
namespace {

// A name behind a dollar, and how much of the text it takes. Without a name: what is taken goes.
struct ShellName {
  std::string_view name;
  std::size_t taken = 0;
};

bool IsSpecialName(char c) { return IsDigit(c) || std::string_view("*#$@!?-").find(c) != std::string_view::npos; }

ShellName NameInBraces(std::string_view text) {
  const auto close = text.find('}');
  if (close == std::string_view::npos) return {{}, 1};
  if (close == 1) return {{}, 2};
  return {text.substr(1, close - 1), close + 1};
}

ShellName NameAt(std::string_view text) {
  if (text.starts_with('{')) return NameInBraces(text);
  if (!text.empty() && IsSpecialName(text[0])) return {text.substr(0, 1), 1};
  const auto end = std::ranges::find_if_not(text, [](char c) { return IsLetterOrDigit(c) || c == '_'; });
  const auto length = static_cast<std::size_t>(end - text.begin());
  return {text.substr(0, length), length};
}

}  // namespace

std::string ExpandShellVariables(std::string_view value, const Environment& environment) {
  std::string out;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] != '$' || at + 1 == value.size()) {
      out += value[at];
      continue;
    }
    const ShellName name = NameAt(value.substr(at + 1));
    if (name.taken == 0) out += '$';
    if (const auto found = environment.find(name.name); found != environment.end()) out += found->second;
    at += name.taken;
  }
  return out;
}

tl::expected<std::string, std::string> ExpandProvisioned(std::string_view value, const Environment& environment) {
  std::string out;
  for (std::string_view rest = value;;) {
    const auto escaped = rest.find("$$");
    auto expanded = ExpandFiles(ExpandVariables(rest.substr(0, escaped), environment));
    if (!expanded) return expanded;
    out += ExpandShellVariables(*expanded, environment);
    if (escaped == std::string_view::npos) return out;
    out += '$';
    rest.remove_prefix(escaped + 2);
  }
}

}  // namespace grafake::server
