#include "server/http/redirect_target.h"

#include <algorithm>
#include <filesystem>

#include "server/ascii.h"
#include "server/http/message.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

bool IsSchemeByte(char c) { return IsLetterOrDigit(c) || c == '+' || c == '-' || c == '.'; }

bool HasScheme(std::string_view target) {
  const auto end = std::ranges::find_if_not(target, IsSchemeByte);
  return !target.empty() && IsLetter(target[0]) && end != target.end() && *end == ':';
}

bool HasHost(std::string_view target) { return target.starts_with("//") && !target.starts_with("///"); }

// "/a//b/../c" is "/a/c"; a slash at the end stays.
std::string Cleaned(std::string_view path) {
  std::string clean = std::filesystem::path(path).lexically_normal().string();
  if (clean.size() > 1 && clean.ends_with('/')) clean.pop_back();
  if (path.ends_with('/') && !clean.ends_with('/')) clean += '/';
  return clean;
}

}  // namespace

bool LeadsInside(std::string_view target, const std::string& sub_url) {
  if (std::ranges::any_of(target, IsControl)) return false;
  const auto fragment = target.find('#');
  if (fragment != std::string_view::npos && !DecodePath(target.substr(fragment + 1))) return false;
  const auto path = DecodePath(target.substr(0, target.find_first_of("?#")));
  if (!path || !path->starts_with('/') || path->starts_with("//")) return false;
  // Browsers take a backslash for a slash.
  if (path->find('\\') != std::string::npos) return false;
  return sub_url.empty() || path->starts_with(sub_url + "/");
}

std::string AbsoluteTarget(std::string_view target, std::string_view request_path) {
  if (HasScheme(target) || HasHost(target)) return std::string(target);
  std::string absolute(target);
  if (!target.starts_with('/')) {
    const std::string_view from = request_path.empty() ? "/" : request_path;
    absolute.insert(0, from.substr(0, from.rfind('/') + 1));
  }
  const auto query = std::min(absolute.find('?'), absolute.size());
  return Cleaned(std::string_view(absolute).substr(0, query)) + absolute.substr(query);
}

std::string HeaderTarget(std::string_view target) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char c : target) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      ((out += '%') += kHex[byte >> 4]) += kHex[byte & 0xF];
    }
  }
  return out;
}

}  // namespace grafake::server
