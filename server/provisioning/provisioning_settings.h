#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string_view>

#include "server/http/request_note.h"
#include "server/provisioning/data_source_file.h"

namespace grafake::server {

struct ProvisioningSettings {
  std::filesystem::path folder;  // [paths] provisioning; empty: none
  bool named = false;            // somebody has set it: what is missing of it is told
  // Replaces variables and files in values.
  ExpandValue expand = [](std::string_view value) { return std::string(value); };
  // Hears what happens. From any thread; no secret is told.
  std::function<void(LogLevel level, std::string_view logger, std::string_view message, const LogFields& fields)> log =
      [](LogLevel, std::string_view, std::string_view, const LogFields&) {};
};

// Files below [paths] provisioning keep an Instance from starting. The log has said it; the sentence is Grafana's.
class ProvisioningFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace grafake::server
