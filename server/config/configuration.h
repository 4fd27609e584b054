#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/config/expansion.h"
#include "server/config/ini_file.h"
#include "server/config/start_error.h"
#include "server/releases/masking_rules.h"

namespace grafake::server {

// What a configuration is made of. Nothing else is looked at: no environment of the process, no current directory.
struct ConfigurationSources {
  std::string built_in_defaults;       // the text of the release's defaults
  std::string home_path;               // --homepath; conf/defaults.ini below it takes the place of the built-in ones
  std::string config_path;             // --config; empty: conf/custom.ini below the home path, when it is there
  std::vector<std::string> arguments;  // what stands behind the flags; those that begin with "cfg:" count
  Environment environment;
  MaskingRules masking = {};  // the release's, for what is shown of the values
};

// Where a value comes from.
struct Origin {
  enum class Kind { kDefault, kFile, kVariable, kArgument };
  Kind kind = Kind::kDefault;
  std::string where;  // a file, a variable's name, an argument's path
  int line = 0;       // of a file
};

// A value that cannot be read as what its key asks for, so that another is in force, without a word from Grafana.
struct FallenBack {
  std::string section;
  std::string key;
  std::string value;    // as it stands there
  std::string wanted;   // "an integer"
  std::string instead;  // what is in force
};

// Every setting of one Grafana, layer upon layer as Grafana applies them: defaults < cfg:default. < custom file < GF_
// variables < cfg:. Not thread-safe: read once, at the start.
class Configuration {
 public:
  [[nodiscard]] static tl::expected<Configuration, StartError> Load(const ConfigurationSources& sources);

  // The value with %(name)s replaced. The fallback stands for a value that is empty, not there or does not fit, as in
  // Grafana. Sections above the named one are asked too. These three mark the key as used; see used().
  [[nodiscard]] std::string Text(std::string_view section, std::string_view key, std::string_view fallback = "");
  [[nodiscard]] bool Boolean(std::string_view section, std::string_view key, bool fallback);
  [[nodiscard]] std::int64_t Integer(std::string_view section, std::string_view key, std::int64_t fallback);
  // One of a few words; `otherwise` stands for any other text.
  [[nodiscard]] std::string OneOf(std::string_view section, std::string_view key,
                                  std::initializer_list<std::string_view> words, std::string_view otherwise);
  // Some keys look at their variable again whenever they are read: it need not stand in any file, wins, and is not
  // expanded. Afterwards it stands there as if it had been set.
  [[nodiscard]] std::string LateText(std::string_view section, std::string_view key);
  // The value with %(name)s replaced, for showing it: does not mark the key as used. Empty when there is no such key.
  [[nodiscard]] std::string Peek(std::string_view section, std::string_view key);
  // The value as it is stored, without interpolation; nothing when there is no such key.
  [[nodiscard]] std::optional<std::string> Stored(std::string_view section, std::string_view key);

  // Section and key of all that some code reads because it means something to the server, with the fallback of the
  // first who read it.
  using Used = std::map<std::pair<std::string, std::string>, std::string>;
  [[nodiscard]] const Used& used() const { return used_; }

  // Values that ask for a variable that is not set.
  struct Unset {
    std::string section;
    std::string key;
    std::string variable;
  };
  [[nodiscard]] const std::vector<Unset>& unset() const { return unset_; }

  // Called by who finds that a text does not fit; the readers above do it themselves.
  void NoteFallenBack(std::string_view section, std::string_view key, std::string wanted, std::string instead);
  [[nodiscard]] const MaskingRules& masking() const { return masking_; }
  // In the order in which they were read.
  [[nodiscard]] const std::vector<FallenBack>& fallen_back() const { return fallen_back_; }

  [[nodiscard]] IniFile& file() { return file_; }
  [[nodiscard]] const IniFile& file() const { return file_; }
  [[nodiscard]] Origin OriginOf(const std::string& section, const std::string& key) const;
  // What was applied, as lines for the log: path or name of each overriding argument and variable; what Grafana masks
  // is masked.
  [[nodiscard]] const std::vector<std::pair<Origin::Kind, std::string>>& overrides() const { return overrides_; }
  // The files that were read, defaults first; those are named by where they would stand when the built-in ones were
  // taken.
  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }
  // The variables that it was made with.
  [[nodiscard]] const Environment& environment() const { return environment_; }

 private:
  using Result = tl::expected<void, StartError>;
  using Properties = std::vector<std::pair<std::string, std::string>>;  // path, value

  [[nodiscard]] Result ReadDefaults(const ConfigurationSources& sources);
  void AddOwnDefaults();
  [[nodiscard]] Result ReadCustomFile(const ConfigurationSources& sources);
  void ApplyArguments(const Properties& properties, std::string_view prefix);
  void ApplyEnvironment(const Environment& environment);
  [[nodiscard]] Result ExpandAll(const Environment& environment);
  void Merge(IniFile& custom, const std::string& path);
  void SetOrigin(const std::string& section, const std::string& key, Origin origin);

  Environment environment_;
  MaskingRules masking_;
  IniFile file_;
  std::map<std::pair<std::string, std::string>, Origin> origins_;  // of what is no default
  std::vector<std::pair<Origin::Kind, std::string>> overrides_;
  std::vector<std::string> files_;
  Used used_;
  std::vector<FallenBack> fallen_back_;
  std::vector<Unset> unset_;
};

// "GF_" + section + "_" + key as Grafana makes variables' names: upper case, '.' (and in sections '-') as '_'.
[[nodiscard]] std::string VariableName(std::string_view section, std::string_view key);

}  // namespace grafake::server
