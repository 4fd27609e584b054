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

std::string_view Robots() { return "User-agent: *\nDisallow: /\n"; }
std::string_view Favicon() { return page_files::kFavicon; }
std::string_view Icon() { return page_files::kIcon; }
std::string_view Avatar() { return page_files::kAvatar; }

// Browsers take these compressed: most servers never unpack one.
std::string_view Style() {
  static const std::string style = Unpacked(page_files::kStyleGzip);
  return style;
}
std::string_view Script() {
  static const std::string script = Unpacked(page_files::kScriptGzip);
  return script;
}

constexpr auto kFiles = std::to_array<StaticFile>({
    {"/robots.txt", Robots, "text/plain; charset=utf-8", kForAnHour},
    {page_files::kStylePath, Style, "text/css; charset=utf-8", kForAYear, page_files::kStyleGzip},
    {page_files::kScriptPath, Script, "text/javascript; charset=utf-8", kForAYear, page_files::kScriptGzip},
    {"/public/img/fav32.png", Favicon, "image/png", kForAnHour},
    {"/public/img/grafana_icon.svg", Icon, "image/svg+xml", kForAnHour},
    {"/public/img/user_profile.png", Avatar, "image/png", kForAnHour},
});

}  // namespace

const StaticFile* FindStaticFile(std::string_view path) {
  if (!path.starts_with("/public/") && path != "/robots.txt") return nullptr;
  const auto* const file = std::ranges::find(kFiles, path, &StaticFile::path);
  return file == kFiles.end() ? nullptr : file;
}

}  // namespace grafake::server
