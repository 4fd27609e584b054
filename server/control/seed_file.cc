#include "server/control/seed_file.h"

#include "server/control/seeding.h"
#include "server/regular_file.h"

namespace grafake::server {

tl::expected<Seed, std::string> ReadSeedFile(const std::filesystem::path& file, Instant now) {
  const auto text = ReadRegularFile(file);
  if (!text) return tl::unexpected(InLine(file.string(), 0, "cannot be read: " + text.error().why));
  return ReadSeedText(file.string(), *text, now);
}

tl::expected<Seed, std::string> ReadSeedText(const std::string& name, std::string_view text, Instant now,
                                             const std::optional<Seed::ClockStart>& clock) try {
  const auto document = ReadDocument(text);
  if (!document) return tl::unexpected(InLine(name, document.error().line, document.error().sentence));
  MemberReader members(*document, "");
  Seed seed = ReadSeed(members, now, clock);
  seed.file = name;
  return seed;
} catch (const BadMember& bad) {
  return tl::unexpected(InLine(name, bad.line(), bad.what()));
}

}  // namespace grafake::server
