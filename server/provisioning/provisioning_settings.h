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
  std::function<void(LogLevel level, std::string_view logger, std::string_view message, const LogFields& fields,
                     const LogFields& context)>
      log = [](LogLevel, std::string_view, std::string_view, const LogFields&, const LogFields&) {};
};

// Files below [paths] provisioning keep an Instance from starting. The log has said it; the sentence is Grafana's.
class ProvisioningFailed : public std::runtime_error {
 public:
  // How a start says it besides: as any refusal, not at all, or by a panic.
  enum class Form { kRefusal, kLogged, kPanic };

  explicit ProvisioningFailed(const std::string& sentence, Form form = Form::kRefusal)
      : std::runtime_error(sentence), form_(form) {}

  [[nodiscard]] Form form() const { return form_; }

 private:
  Form form_;
};

}  // namespace grafake::server
