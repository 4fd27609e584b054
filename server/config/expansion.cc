#include "server/config/expansion.h"

#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <functional>
#include <optional>

#include "server/ascii.h"
#include "server/blanks.h"
#include "server/regular_file.h"

namespace grafake::server {
namespace {

constexpr int kMostRounds = 99;

bool IsWord(char c) { return IsLetterOrDigit(c) || c == '_'; }

// "$provider{argument}"; the provider is empty or begins with "__".
struct Placeholder {
  std::string text;
  std::string_view provider;
  std::string_view argument;
};

std::optional<Placeholder> PlaceholderAt(std::string_view value, std::size_t at) {
  std::size_t open = at + 1;
  if (value.substr(open, 2) == "__") {
    open += 2;
    while (open < value.size() && IsWord(value[open])) ++open;
    if (open == at + 3) return std::nullopt;
  }
  if (open >= value.size() || value[open] != '{') return std::nullopt;
  const auto close = value.find('}', open);
  if (close == std::string_view::npos || close == open + 1) return std::nullopt;
  return Placeholder{std::string(value.substr(at, close + 1 - at)), value.substr(at + 1, open - at - 1),
                     value.substr(open + 1, close - open - 1)};
}

using Expander = std::function<tl::expected<std::string, std::string>(std::string_view)>;

// The placeholders are found in the value as it was; each replaces the first place where its text now stands.
tl::expected<std::string, std::string> Expand(std::string_view value, const std::function<bool(std::string_view)>& mine,
                                              const Expander& expand) {
  std::string out(value);
  for (std::size_t at = value.find('$'); at != std::string_view::npos;) {
    const auto placeholder = PlaceholderAt(value, at);
    if (placeholder && mine(placeholder->provider)) {
      auto text = expand(placeholder->argument);
      if (!text) return text;
      const auto place = out.find(placeholder->text);
      if (place != std::string::npos) out.replace(place, placeholder->text.size(), *text);
    }
    at = value.find('$', at + (placeholder ? placeholder->text.size() : 1));
  }
  return out;
}

bool IsOfVariables(std::string_view provider) { return provider.empty() || provider == "__env"; }

std::string HostName() {
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  return name.data();
}

tl::expected<std::string, std::string> FileContent(std::string_view name) {
  const std::string path(name);
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return tl::unexpected("stat " + path + ": " + (error ? std::strerror(error.value()) : "no such file or directory"));
  }
  const auto content = ReadRegularFile(path);
  if (!content) return tl::unexpected(content.error().Sentence(path));
  return std::string(TrimBlanks(*content));
}

}  // namespace

std::vector<std::string> UnsetVariablesIn(std::string_view value, const Environment& environment) {
  std::vector<std::string> unset;
  (void)Expand(value, IsOfVariables, [&](std::string_view name) -> tl::expected<std::string, std::string> {
    if (name != "HOSTNAME" && !environment.contains(name)) unset.emplace_back(name);
    return std::string();
  });
  return unset;
}

std::string ExpandVariables(std::string_view value, const Environment& environment) {
  return *Expand(value, IsOfVariables, [&](std::string_view name) -> tl::expected<std::string, std::string> {
    const auto found = environment.find(name);
    if (name == "HOSTNAME" && (found == environment.end() || found->second.empty())) return HostName();
    return found == environment.end() ? std::string() : found->second;
  });
}

tl::expected<std::string, std::string> ExpandFiles(std::string_view value) {
  return Expand(
      value, [](std::string_view provider) { return provider == "__file"; }, FileContent);
}

std::string Interpolated(IniFile& file, std::string_view section, const IniKey& key) {
  std::string value = key.value;
  for (int round = 0; round < kMostRounds; ++round) {
    const auto open = value.find("%(");
    const auto close = open == std::string::npos ? open : value.find(")s", open);
    if (close == std::string::npos || close == open + 2) break;
    const std::string name = value.substr(open + 2, close - open - 2);
    if (name.find(')') != std::string::npos) break;
    const IniKey* found = file.Lookup(section, name);
    if (found == nullptr || found == &key) found = file.Lookup(kTopSection, name);
    if (found == nullptr) break;
    const std::string mark = "%(" + name + ")s";
    const std::string text = found->value;
    for (std::size_t at = value.find(mark); at != std::string::npos; at = value.find(mark, at + text.size())) {
      value.replace(at, mark.size(), text);
    }
  }
  return value;
}

}  // namespace grafake::server
