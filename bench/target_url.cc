#include "bench/target_url.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <stdexcept>

namespace grafake::bench {
namespace {

using Poco::Net::Context;

Context::Ptr ContextFor(const Trust& trust) try {
  const auto verification = trust.insecure ? Context::VERIFY_NONE : Context::VERIFY_STRICT;
  return new Context(Context::TLS_CLIENT_USE, "", "", trust.ca, verification, 9, trust.ca.empty());
} catch (const Poco::Exception&) {
  throw std::invalid_argument("--ca: " + trust.ca + " cannot be read as certificates in PEM");
}

}  // namespace

TargetUrl ParseTargetUrl(const std::string& url, const Trust& trust) {
  Poco::URI uri;
  try {
    uri = url;
  } catch (const Poco::Exception&) {
    uri.clear();
  }
  if (!uri.getUserInfo().empty() || url.find('@') != std::string::npos)
    throw std::invalid_argument("a URL with a name or password in it: say --user-file instead");
  if ((uri.getScheme() != "http" && uri.getScheme() != "https") || uri.getHost().empty())
    throw std::invalid_argument("'" + url + "' is not of the form http://host:port/ or https://host:port/");
  std::string prefix = uri.getPath();
  if (prefix.ends_with('/')) prefix.pop_back();
  return {uri.getHost(), uri.getPort(), prefix, uri.getScheme() == "https" ? ContextFor(trust) : Context::Ptr()};
}

}  // namespace grafake::bench
