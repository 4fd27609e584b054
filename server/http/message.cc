#include "server/http/message.h"

#include <algorithm>
#include <utility>

#include "server/ascii.h"

namespace grafake::server {

bool SameHeaderName(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return x == y || LowerAscii(x) == LowerAscii(y); });
}

std::string Request::Target() const {
  if (!raw_target.empty()) return raw_target;
  return query.empty() ? path : path + "?" + query;
}

const std::string* Request::FindHeader(std::string_view name) const {
  const auto found = std::ranges::find_if(headers, [&](const Header& h) { return SameHeaderName(h.name, name); });
  return found == headers.end() ? nullptr : &found->value;
}

void Response::SetHeader(HeaderName name, std::string value) {
  std::erase_if(headers, [&](const AnswerHeader& h) { return SameHeaderName(h.name, name); });
  headers.push_back({name, std::move(value)});
}

}  // namespace grafake::server
