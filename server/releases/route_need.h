#pragma once

#include <string_view>

namespace grafake::server {

// What a release asks for at a route, in place of what is asked elsewhere. The pattern is spelled as the route's own.
struct RouteNeed {
  std::string_view method;
  std::string_view pattern;
  std::string_view action;
  std::string_view scope = {};
};

}  // namespace grafake::server
