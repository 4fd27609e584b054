#include "server/provisioning/file_run.h"

#include <utility>

namespace grafake::server {

tl::expected<void, std::string> RunFiles(
    const ProvisioningSettings& settings, const ProvisioningRules& rules, const ProvisioningWords& words,
    const std::function<tl::expected<void, std::string>(const std::vector<ProvisioningFile>&)>& take) {
  const std::filesystem::path folder = settings.folder / words.folder;
  const auto files = ReadProvisioningFolder(folder);
  if (!files) {
    if (settings.named)
      settings.log(LogLevel::kInfo, words.logger, words.missing, {{"path", folder.string()}, {"error", files.error()}},
                   {});
    return {};
  }
  auto done = take(*files);
  if (done) return done;
  std::string sentence = std::string(words.prefix) + done.error();
  for (int line = 0; line < rules.failure_lines; ++line)
    settings.log(LogLevel::kError, "provisioning", words.failed, {{"error", sentence}}, {});
  return tl::unexpected(std::move(sentence));
}

}  // namespace grafake::server
