#include "server/control/seed_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "server/control/seeding.h"

namespace grafake::server {

tl::expected<Seed, std::string> ReadSeedFile(const std::filesystem::path& file, Instant now) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file))
    return tl::unexpected(InLine(file.string(), 0, std::string("cannot be read: ") + std::strerror(errno)));
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  return ReadSeedText(file.string(), text, now);
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
