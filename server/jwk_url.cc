#include "server/jwk_url.h"

#include <memory>
#include <utility>

#include "server/config/go_url.h"
#include "server/locks.h"
#include "server/net/https_get.h"

namespace grafake::server {
namespace {

// The host without its port and brackets.
std::string NameOfHost(const std::string& host) {
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

// Fetched without the lock: who asks meanwhile fetches too, and is not kept waiting by another.
class UrlKeys {
 public:
  UrlKeys(std::string url, std::chrono::nanoseconds kept, const KeyWords& words)
      : url_(std::move(url)), host_(NameOfHost(ParseGoUrl(url_)->host)), kept_(kept), words_(words) {}

  KeyList Get(Instant now) {
    {
      const Lock lock(mutex_);
      if (known_ && now < until_ && now >= since_) return known_;
    }
    const auto text = HttpsGet({.url = url_, .host = host_});
    auto keys = text ? ReadKeySet(*text, words_) : tl::unexpected(std::string());
    if (!keys) return std::make_shared<const std::vector<VerificationKey>>();
    auto list = std::make_shared<const std::vector<VerificationKey>>(*std::move(keys));
    const Lock lock(mutex_);
    known_ = list;
    since_ = now;
    until_ = now + kept_;
    return list;
  }

 private:
  std::string url_;
  std::string host_;
  std::chrono::nanoseconds kept_;
  KeyWords words_;
  Mutex mutex_;
  KeyList known_ GUARDED_BY(mutex_);
  Instant since_ GUARDED_BY(mutex_);
  Instant until_ GUARDED_BY(mutex_);
};

}  // namespace

KeySource KeysBehind(std::string url, std::chrono::nanoseconds kept, const KeyWords& words) {
  const auto keys = std::make_shared<UrlKeys>(std::move(url), kept, words);
  return [keys](Instant now) { return keys->Get(now); };
}

}  // namespace grafake::server
