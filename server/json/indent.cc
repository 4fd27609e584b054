#include "server/json/indent.h"

namespace grafake::server {
namespace {

void NewLine(std::string& out, std::size_t depth) {
  out += '\n';
  out.append(2 * depth, ' ');
}

// The length of the string literal at the start of `json`.
std::size_t StringLength(std::string_view json) {
  std::size_t i = 1;
  while (i < json.size() && json[i] != '"') i += json[i] == '\\' ? 2 : 1;
  return i + 1;
}

}  // namespace

std::string IndentJson(std::string_view json) {
  std::string out;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '"') {
      const std::size_t length = StringLength(json.substr(i));
      out += json.substr(i, length);
      i += length - 1;
    } else if (c == '{' || c == '[') {
      out += c;
      if (json[i + 1] == '}' || json[i + 1] == ']') {
        out += json[++i];
      } else {
        NewLine(out, ++depth);
      }
    } else if (c == '}' || c == ']') {
      NewLine(out, --depth);
      out += c;
    } else {
      out += c;
      if (c == ',') NewLine(out, depth);
      if (c == ':') out += ' ';
    }
  }
  return out;
}

}  // namespace grafake::server
