#include "server/control/seed_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "server/control/seeding.h"

namespace grafake::server {
namespace {

tl::unexpected<std::string> InFile(const std::filesystem::path& file, int line, const std::string& sentence) {
  return tl::unexpected(InLine(file.string(), line, sentence));
}

}  // namespace

tl::expected<Seed, std::string> ReadSeedFile(const std::filesystem::path& file, Instant now) try {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file))
    return InFile(file, 0, std::string("cannot be read: ") + std::strerror(errno));
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const auto document = ReadDocument(text);
  if (!document) return InFile(file, document.error().line, document.error().sentence);
  MemberReader members(*document, "");
  Seed seed = ReadSeed(members, now);
  seed.file = file.string();
  return seed;
} catch (const BadMember& bad) {
  return InFile(file, bad.line(), bad.what());
}

}  // namespace grafake::server
