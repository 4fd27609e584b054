#pragma once

#include <string>
#include <vector>

#include "server/config/configuration.h"
#include "server/config/ini_file.h"

namespace grafake::server {

// What a configuration file may hold.
struct KnownSettings {
  IniFile defaults;                  // every key that Grafana has
  std::vector<std::string> toggles;  // feature toggles
  Configuration::Used in_use;        // those that mean something here
};

// Something about a configuration that its author will want to know, and that Grafana passes over in silence.
struct Finding {
  enum class Kind {
    kUnknownSection,
    kUnknownKey,
    kUnknownToggle,
    kNoEffect,
    kSetAgain,        // a later line of the file, which `text` names, sets it once more
    kUnreadVariable,  // nothing reads the variable `key`
    kEmptyVariable,   // the variable `key` is empty, which counts as not set
    kUnsetVariable,   // the value asks for the variable `text`, which is not set
    kUnreadArgument,  // no key has the path of the argument `key`
    kNotThere,        // the path `key` does not exist
    kNotServed,       // `text` is switched on by a key, or by what lies in the folder `key`
    kClosedToggle,    // the toggle `key` is asked for where it cannot be on
    kFellBack,        // the value cannot be read as what the key asks for; `text` says what is in force
    kShownSecret,     // the argument `key` shows a secret; `nearest` is the variable that does not
  };
  Kind kind = Kind::kNoEffect;
  int line = 0;  // 0: not about a line of a file
  std::string section = {};
  std::string key = {};      // empty: the section itself
  std::string nearest = {};  // what was perhaps meant; empty: no idea
  std::string text = {};     // what else there is to say
};

// In the order of the file.
[[nodiscard]] std::vector<Finding> CheckFile(const IniFile& file, const KnownSettings& known);

// One line: "unknown key [server] http_prot; did you mean http_port?"
[[nodiscard]] std::string Sentence(const Finding& finding);

}  // namespace grafake::server
