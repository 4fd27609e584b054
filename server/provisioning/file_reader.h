#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/provisioning/data_source_file.h"
#include "server/provisioning/go_yaml.h"

namespace grafake::server {

// What ends the reading of a file, in Go's words.
struct FileProblem {
  std::string sentence;
};

// Reads the members of a map in a provisioning file into variables, as Grafana does: a missing or null one leaves the
// variable as it is, every text is expanded first. Throws FileProblem.
class FileReader {
 public:
  FileReader(const YamlValue& map, const ExpandValue& expand) : map_(map), expand_(expand) {}

  void Text(std::string_view name, std::string& out) const;
  void Integer(std::string_view name, std::int64_t& out) const;
  void Boolean(std::string_view name, bool& out) const;
  // A map of texts that are secrets: no problem tells one.
  void Texts(std::string_view name, std::map<std::string, std::string>& out) const;
  // A map of anything, as JSON with sorted members.
  void Json(std::string_view name, std::string& out) const;
  // The maps in a list.
  [[nodiscard]] std::vector<const YamlValue*> Maps(std::string_view name, std::string_view go_type) const;

 private:
  [[nodiscard]] std::string Expanded(const YamlValue& value) const;
  // The text of a scalar; null where there is nothing to read.
  [[nodiscard]] const YamlValue* Scalar(std::string_view name, std::string_view go_type) const;

  const YamlValue& map_;
  const ExpandValue& expand_;
};

}  // namespace grafake::server
