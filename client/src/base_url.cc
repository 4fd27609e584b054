#include "src/base_url.h"

#include <curl/curl.h>

#include <memory>

namespace grafake {
namespace {

// A URL taken apart by libcurl, so that what is checked is what is connected to.
class Url {
 public:
  explicit Url(const std::string& text) : url_(curl_url(), curl_url_cleanup) { Set(text); }

  // Relative ones are resolved against the one before.
  void Set(const std::string& text) {
    valid_ = url_ && text.find('\0') == std::string::npos &&
             curl_url_set(url_.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  }
  [[nodiscard]] bool IsHttp() const {
    return valid_ && (Part(CURLUPART_SCHEME) == "http" || Part(CURLUPART_SCHEME) == "https");
  }
  // Empty where there is none.
  [[nodiscard]] std::string Part(CURLUPart part, unsigned int flags = 0) const {
    char* text = nullptr;
    if (curl_url_get(url_.get(), part, &text, flags) != CURLUE_OK) return {};
    const std::unique_ptr<char, void (*)(void*)> owned(text, curl_free);
    return text;
  }
  [[nodiscard]] std::string Origin() const {
    return Part(CURLUPART_SCHEME) + "://" + Host() + ":" + Part(CURLUPART_PORT, CURLU_DEFAULT_PORT);
  }
  [[nodiscard]] std::string Host() const { return Part(CURLUPART_HOST, CURLU_PUNYCODE); }

 private:
  std::unique_ptr<CURLU, void (*)(CURLU*)> url_;
  bool valid_ = false;
};

std::string HostHeader(const Url& url) {
  const std::string port = url.Part(CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  return port.empty() ? url.Host() : url.Host() + ":" + port;
}

std::string WithoutSlash(std::string path) {
  path.erase(path.find_last_not_of('/') + 1);
  return path;
}

}  // namespace

tl::expected<BaseUrl, std::string> BaseUrlOf(const std::string& url) {
  const Url parts(url);
  if (!parts.IsHttp() || parts.Host().empty())
    return tl::unexpected(std::string("the URL must be like http://host:3000/ or https://host/grafana/"));
  if (!parts.Part(CURLUPART_USER).empty() || !parts.Part(CURLUPART_PASSWORD).empty())
    return tl::unexpected(std::string("the URL holds a user or a password; they belong into the credentials"));
  if (!parts.Part(CURLUPART_QUERY).empty() || !parts.Part(CURLUPART_FRAGMENT).empty())
    return tl::unexpected(std::string("the URL holds a query or a fragment; it must end with Grafana's path"));
  return BaseUrl{parts.Origin(), HostHeader(parts), WithoutSlash(parts.Part(CURLUPART_PATH))};
}

Destination Resolved(const std::string& origin, const std::string& target, const std::string& location) {
  Url url(origin + target);
  url.Set(location);
  if (!url.IsHttp()) return {};
  const std::string query = url.Part(CURLUPART_QUERY);
  return {url.Origin(), url.Part(CURLUPART_PATH) + (query.empty() ? "" : "?" + query)};
}

std::string UserInfoOf(const std::string& url) {
  const Url parts(url);
  const std::string user = parts.Part(CURLUPART_USER, CURLU_URLDECODE);
  return user.empty() ? "" : user + ":" + parts.Part(CURLUPART_PASSWORD, CURLU_URLDECODE);
}

}  // namespace grafake
