#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/domain/data_sources.h"

namespace grafake::server {

// Replaces the variables and files that a value names. The error is Go's sentence.
using ExpandValue = std::function<tl::expected<std::string, std::string>(std::string_view)>;

struct ProvisionedDataSource {
  std::int64_t org_id = 1;
  DataSourceWish wish;  // its access as it stands
};

struct UnwantedDataSource {
  std::int64_t org_id = 1;
  std::string name;
};

// What a file below provisioning/datasources says.
struct DataSourceFile {
  bool outdated = false;  // it names no version: it is read as Grafana read such files first
  std::vector<ProvisionedDataSource> wanted;
  std::vector<UnwantedDataSource> unwanted;
};

// The error is Go's sentence: "yaml: line 1: …", "strconv.ParseInt: parsing \"x\": invalid syntax".
[[nodiscard]] tl::expected<DataSourceFile, std::string> ReadDataSourceFile(std::string_view text,
                                                                           const ExpandValue& expand);

}  // namespace grafake::server
