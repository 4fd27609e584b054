#include "bench/target_url.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <stdexcept>

namespace grafake::bench {

TargetUrl ParseTargetUrl(const std::string& url) {
  try {
    const Poco::URI uri(url);
    if (uri.getScheme() != "http" || uri.getHost().empty()) throw std::invalid_argument("");
    std::string prefix = uri.getPath();
    if (prefix.ends_with('/')) prefix.pop_back();
    return {uri.getHost(), uri.getPort(), prefix};
  } catch (const std::exception&) {
    throw std::invalid_argument("'" + url + "' is not of the form http://host:port/");
  }
}

}  // namespace grafake::bench
