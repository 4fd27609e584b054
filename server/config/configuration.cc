#include "server/config/configuration.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "server/ascii.h"
#include "server/config/ini_parser.h"
#include "server/config/log_checks.h"
#include "server/config/masking.h"
#include "server/config/own_defaults.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

std::string Upper(std::string_view text, std::string_view underscored) {
  std::string out(text);
  for (char& c : out) {
    if (underscored.find(c) != std::string_view::npos) c = '_';
    c = UpperAscii(c);
  }
  return out;
}

// The file's content, or Go's sentence about why there is none.
tl::expected<std::string, std::string> ReadFile(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return tl::unexpected("BOM: read " + path + ": is a directory");
  std::ifstream file(path, std::ios::binary);
  if (!file) return tl::unexpected("open " + path + ": " + WithLowerStart(std::strerror(errno)));
  return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// True where Go's os.IsNotExist says so; a path below a file is another error, which reading it names.
bool IsAbsent(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) != 0 && errno == ENOENT;
}

// As Go joins paths: without "." and ".." in it.
std::string Below(const std::string& home, const char* name) {
  return (fs::path(home) / name).lexically_normal().string();
}

using Properties = std::vector<std::pair<std::string, std::string>>;

// The arguments that begin with "cfg:", each of which must have exactly one '='.
tl::expected<Properties, StartError> PropertiesIn(const std::vector<std::string>& arguments) {
  Properties properties;
  for (const std::string& argument : arguments) {
    if (!argument.starts_with("cfg:")) continue;
    const std::string body = argument.substr(4);
    if (std::ranges::count(body, '=') != 1) {
      return tl::unexpected(StartError{
          .form = StartError::Form::kSilent,
          .message = "the argument cfg:" + body.substr(0, body.find('=')) +
                     " must have the form cfg:section.key=value, with one '='; Grafana ends here without a word"});
    }
    const auto equals = body.find('=');
    properties.emplace_back(body.substr(0, equals), body.substr(equals + 1));
  }
  return properties;
}

// "section.key"; a key of the top section stands alone, but not behind "default.".
std::string PathOf(const std::string& section, const std::string& key, bool top_by_name) {
  return section == kTopSection && !top_by_name ? key : section + "." + key;
}

}  // namespace

std::string VariableName(std::string_view section, std::string_view key) {
  return "GF_" + Upper(section, ".-") + "_" + Upper(key, ".");
}

tl::expected<Configuration, StartError> Configuration::Load(const ConfigurationSources& sources) {
  const auto properties = PropertiesIn(sources.arguments);
  Configuration configuration;
  configuration.environment_ = sources.environment;
  configuration.masking_ = sources.masking;
  if (auto read = configuration.ReadDefaults(sources); !read) return tl::unexpected(read.error());
  if (!properties) return tl::unexpected(properties.error());
  configuration.ApplyArguments(*properties, "default.");
  if (auto read = configuration.ReadCustomFile(sources); !read) return tl::unexpected(read.error());
  configuration.ApplyEnvironment(sources.environment);
  configuration.ApplyArguments(*properties, "");
  if (auto expanded = configuration.ExpandAll(sources.environment); !expanded) return tl::unexpected(expanded.error());
  return configuration;
}

Configuration::Result Configuration::ReadDefaults(const ConfigurationSources& sources) {
  const std::string path = Below(sources.home_path, "conf/defaults.ini");
  const auto text = IsAbsent(path) ? tl::expected<std::string, std::string>(sources.built_in_defaults) : ReadFile(path);
  auto file =
      text ? ParseIni(*text).map_error([](const IniError& e) { return e.message; }) : tl::unexpected(text.error());
  if (!file)
    return tl::unexpected(
        StartError{.form = StartError::Form::kOutput, .message = "Failed to parse defaults.ini, " + file.error()});
  file_ = *std::move(file);
  AddOwnDefaults();
  files_.push_back(path);
  return {};
}

// The settings that only grafake has; so variables and arguments reach them like any other.
void Configuration::AddOwnDefaults() {
  const auto own = ParseIni(data::kOwnDefaults);
  for (const IniSection& section : own->sections()) {
    for (const IniKey& key : section.keys()) {
      IniSection& mine = file_.Section(section.name());
      if (mine.Find(key.name) == nullptr) mine.Set(key.name, key.value, key.line);
    }
  }
}

Configuration::Result Configuration::ReadCustomFile(const ConfigurationSources& sources) {
  std::string path = sources.config_path;
  if (path.empty()) {
    path = Below(sources.home_path, "conf/custom.ini");
    if (IsAbsent(path)) return {};
  }
  const auto text = ReadFile(path);
  auto file = text ? ParseIni(*text) : tl::unexpected(IniError{text.error(), 0});
  if (!file)
    return tl::unexpected(StartError{.form = StartError::Form::kLogLine,
                                     .message = "failed to parse \"" + path + "\": " + file.error().message,
                                     .log = ReadLogging(*this)});
  files_.push_back(path);
  Merge(*file, path);
  return {};
}

// A key of a child section that only its parent has among the defaults overwrites the parent's: Grafana's library looks
// it up that way. Empty values are not taken over.
void Configuration::Merge(IniFile& custom, const std::string& path) {
  for (const IniSection& section : custom.sections()) {
    IniSection& mine = file_.Section(section.name());
    for (const IniKey& key : section.keys()) {
      if (key.value.empty()) continue;
      IniKey* known = file_.Lookup(section.name(), key.name);
      if (known == nullptr) {
        mine.Set(key.name, key.value, key.line);
        SetOrigin(section.name(), key.name, {Origin::Kind::kFile, path, key.line});
        continue;
      }
      known->value = key.value;
      for (std::string owner = section.name();; owner = owner.substr(0, owner.rfind('.'))) {
        IniSection* candidate = file_.FindSection(owner);
        if (candidate != nullptr && candidate->Find(key.name) == known) {
          SetOrigin(owner, key.name, {Origin::Kind::kFile, path, key.line});
          break;
        }
      }
    }
  }
}

void Configuration::ApplyArguments(const Properties& properties, std::string_view prefix) {
  if (properties.empty()) return;
  const std::map<std::string, std::string> wanted(properties.begin(), properties.end());
  std::map<std::string, std::string> last;
  for (const auto& [path, value] : properties) last[path] = value;
  const auto may_be = [&](const std::string& name) {
    return std::ranges::any_of(last, [&](const auto& property) { return property.first.ends_with(name); });
  };
  for (IniSection& section : file_.sections()) {
    for (IniKey& key : section.keys()) {
      if (!may_be(key.name)) continue;
      const std::string path = std::string(prefix) + PathOf(section.name(), key.name, !prefix.empty());
      const auto found = last.find(path);
      if (found == last.end()) continue;
      key.value = found->second;
      SetOrigin(section.name(), key.name, {Origin::Kind::kArgument, "cfg:" + path, 0});
      // Grafana hides secrets in "default." arguments and shows the others as they are; grafake's own are hidden.
      const bool as_it_is = prefix.empty() && section.name() != "grafake";
      const std::string shown =
          as_it_is ? key.value : Masked(VariableName(section.name(), key.name), key.value, masking_);
      overrides_.emplace_back(Origin::Kind::kArgument, path + "=" + shown);
    }
  }
}

void Configuration::ApplyEnvironment(const Environment& environment) {
  const auto first = environment.lower_bound("GF_");
  if (first == environment.end() || !first->first.starts_with("GF_")) return;
  for (IniSection& section : file_.sections()) {
    for (IniKey& key : section.keys()) {
      const std::string name = VariableName(section.name(), key.name);
      const auto found = environment.find(name);
      if (found == environment.end() || found->second.empty()) continue;
      key.value = found->second;
      SetOrigin(section.name(), key.name, {Origin::Kind::kVariable, name, 0});
      overrides_.emplace_back(Origin::Kind::kVariable, name + "=" + Masked(name, key.value, masking_));
    }
  }
}

// First variables in all values, then files: so a variable may hold a $__file{…}.
Configuration::Result Configuration::ExpandAll(const Environment& environment) {
  for (IniSection& section : file_.sections()) {
    for (IniKey& key : section.keys()) {
      if (key.value.find('$') == std::string::npos) continue;
      for (std::string& name : UnsetVariablesIn(key.value, environment))
        unset_.push_back({section.name(), key.name, std::move(name)});
      key.value = ExpandVariables(key.value, environment);
    }
  }
  for (IniSection& section : file_.sections()) {
    for (IniKey& key : section.keys()) {
      if (key.value.find('$') == std::string::npos) continue;
      auto expanded = ExpandFiles(key.value);
      if (!expanded) {
        return tl::unexpected(StartError{.message = "got error while expanding " + section.name() + "." + key.name +
                                                    " with expander 'file': " + expanded.error(),
                                         .setting = {section.name(), key.name}});
      }
      key.value = *std::move(expanded);
    }
  }
  return {};
}

void Configuration::SetOrigin(const std::string& section, const std::string& key, Origin origin) {
  origins_[{section, key}] = std::move(origin);
}

Origin Configuration::OriginOf(const std::string& section, const std::string& key) const {
  if (const auto found = origins_.find({section, key}); found != origins_.end()) return found->second;
  const IniSection* here = file_.FindSection(section);
  const IniKey* kept = here == nullptr ? nullptr : here->Find(key);
  return kept == nullptr ? Origin() : Origin{Origin::Kind::kDefault, files_.front(), kept->line};
}

std::string Configuration::Peek(std::string_view section, std::string_view key) {
  const IniKey* found = file_.Lookup(section, key);
  return found == nullptr ? std::string() : Interpolated(file_, section, *found);
}

std::string Configuration::Text(std::string_view section, std::string_view key, std::string_view fallback) {
  used_.try_emplace({std::string(section), std::string(key)}, fallback);
  std::string text = Peek(section, key);
  return text.empty() ? std::string(fallback) : text;
}

bool Configuration::Boolean(std::string_view section, std::string_view key, bool fallback) {
  const std::string otherwise = fallback ? "true" : "false";
  const auto value = ParseIniBoolean(Text(section, key, otherwise));
  if (!value) NoteFallenBack(section, key, "true or false", otherwise);
  return value.value_or(fallback);
}

std::int64_t Configuration::Integer(std::string_view section, std::string_view key, std::int64_t fallback) {
  const auto value = ParseGoInteger(Text(section, key, std::to_string(fallback)));
  if (!value) NoteFallenBack(section, key, "an integer", std::to_string(fallback));
  return value.value_or(fallback);
}

std::string Configuration::OneOf(std::string_view section, std::string_view key,
                                 std::initializer_list<std::string_view> words, std::string_view otherwise) {
  std::string text = Text(section, key);
  if (std::ranges::find(words, text) != words.end()) return text;
  std::string wanted;
  for (const std::string_view word : words) (wanted += wanted.empty() ? "one of " : ", ") += word;
  if (!text.empty()) NoteFallenBack(section, key, std::move(wanted), std::string(otherwise));
  return std::string(otherwise);
}

void Configuration::NoteFallenBack(std::string_view section, std::string_view key, std::string wanted,
                                   std::string instead) {
  fallen_back_.push_back({.section = std::string(section),
                          .key = std::string(key),
                          .value = Masked(VariableName(section, key), Peek(section, key), masking_),
                          .wanted = std::move(wanted),
                          .instead = std::move(instead)});
}

std::string Configuration::LateText(std::string_view section, std::string_view key) {
  const std::string name = VariableName(section, key);
  const auto found = environment_.find(name);
  if (found != environment_.end() && !found->second.empty()) {
    file_.Section(section).Set(key, found->second, 0);
    SetOrigin(std::string(section), std::string(key), {Origin::Kind::kVariable, name, 0});
  }
  return Text(section, key);
}

std::optional<std::string> Configuration::Stored(std::string_view section, std::string_view key) {
  const IniKey* found = file_.Lookup(section, key);
  return found == nullptr ? std::nullopt : std::optional(found->value);
}

}  // namespace grafake::server
