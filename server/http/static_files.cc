#include "server/http/static_files.h"

#include <Poco/InflatingStream.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>
#include <string>

#include "server/pages/page_files.h"

namespace grafake::server {
namespace {

constexpr std::string_view kForAnHour = "public, max-age=3600";
constexpr std::string_view kForAYear = "public, max-age=31536000";  // what changes gets another name

std::string Unpacked(std::string_view gzip) {
  std::istringstream packed{std::string(gzip)};
  Poco::InflatingInputStream unpacking(packed, Poco::InflatingStreamBuf::STREAM_GZIP);
  return {std::istreambuf_iterator<char>(unpacking), {}};
}

// Unpacked when the first of them is asked for: most servers never show a page.
const auto& StaticFiles() {
  static const std::string style = Unpacked(page_files::kStyleGzip);
  static const std::string script = Unpacked(page_files::kScriptGzip);
  static const auto files = std::to_array<StaticFile>({
      {"/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain; charset=utf-8", kForAnHour},
      {page_files::kStylePath, style, "text/css; charset=utf-8", kForAYear},
      {page_files::kScriptPath, script, "text/javascript; charset=utf-8", kForAYear},
      {"/public/img/fav32.png", page_files::kFavicon, "image/png", kForAnHour},
      {"/public/img/grafana_icon.svg", page_files::kIcon, "image/svg+xml", kForAnHour},
      {"/public/img/user_profile.png", page_files::kAvatar, "image/png", kForAnHour},
  });
  return files;
}

}  // namespace

const StaticFile* FindStaticFile(std::string_view path) {
  if (!path.starts_with("/public/") && path != "/robots.txt") return nullptr;
  const auto& files = StaticFiles();
  const auto* const file = std::ranges::find(files, path, &StaticFile::path);
  return file == files.end() ? nullptr : file;
}

}  // namespace grafake::server
