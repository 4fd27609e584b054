#include "src/base_url.h"

#include <curl/curl.h>

#include <memory>

namespace grafake {
namespace {

// A URL taken apart by libcurl, so that what is checked is what is connected to.
class Parts {
 public:
  explicit Parts(const std::string& url) : url_(curl_url(), curl_url_cleanup) {
    valid_ = url_ && curl_url_set(url_.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK;
  }

  [[nodiscard]] bool valid() const { return valid_; }
  // Empty where there is none.
  [[nodiscard]] std::string operator[](CURLUPart part) const {
    char* text = nullptr;
    if (curl_url_get(url_.get(), part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
    const std::unique_ptr<char, void (*)(void*)> owned(text, curl_free);
    return text;
  }

 private:
  std::unique_ptr<CURLU, void (*)(CURLU*)> url_;
  bool valid_ = false;
};

bool IsHttp(const Parts& parts) { return parts[CURLUPART_SCHEME] == "http" || parts[CURLUPART_SCHEME] == "https"; }

}  // namespace

tl::expected<std::string, std::string> BaseUrl(const std::string& url) {
  const Parts parts(url);
  if (!parts.valid() || !IsHttp(parts) || url.find('\0') != std::string::npos)
    return tl::unexpected(std::string("the URL must be like http://host:3000/ or https://host/grafana/"));
  if (!parts[CURLUPART_USER].empty() || !parts[CURLUPART_PASSWORD].empty())
    return tl::unexpected(std::string("the URL holds a user or a password; they belong into the credentials"));
  if (!parts[CURLUPART_QUERY].empty() || !parts[CURLUPART_FRAGMENT].empty())
    return tl::unexpected(std::string("the URL holds a query or a fragment; it must end with Grafana's path"));
  return url.substr(0, url.find_last_not_of('/') + 1);
}

std::string OriginOf(const std::string& url) {
  const Parts parts(url);
  if (!parts.valid()) return {};
  return parts[CURLUPART_SCHEME] + "://" + parts[CURLUPART_HOST] + ":" + parts[CURLUPART_PORT];
}

}  // namespace grafake
