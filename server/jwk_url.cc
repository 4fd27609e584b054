#include "server/jwk_url.h"

#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

#include "server/ascii.h"
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

std::string TokenIn(const std::string& path) {
  if (path.empty()) return {};
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  constexpr std::string_view kAround = " \t\r\n\v\f";
  const auto begin = text.find_first_not_of(kAround);
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(kAround) - begin + 1);
}

// Fetched without the lock: who asks meanwhile fetches too, and is not kept waiting by another.
class UrlKeys {
 public:
  UrlKeys(JwkUrl source, const KeyWords& words)
      : source_(std::move(source)), host_(NameOfHost(ParseGoUrl(source_.url)->host)), words_(words) {}

  KeyList Get(Instant now) {
    {
      const Lock lock(mutex_);
      if (known_ && now < until_ && now >= since_) return known_;
    }
    const auto text = HttpsGet({.url = source_.url,
                                .host = host_,
                                .bearer = TokenIn(source_.token_file),
                                .authority_file = source_.authority_file,
                                .any_peer = source_.any_peer});
    auto keys = text ? ReadKeySet(*text, words_) : tl::unexpected(std::string());
    if (!keys) return std::make_shared<const std::vector<VerificationKey>>();
    auto list = std::make_shared<const std::vector<VerificationKey>>(*std::move(keys));
    const Lock lock(mutex_);
    known_ = list;
    since_ = now;
    until_ = now + source_.kept;
    return list;
  }

 private:
  JwkUrl source_;
  std::string host_;
  KeyWords words_;
  Mutex mutex_;
  KeyList known_ GUARDED_BY(mutex_);
  Instant since_ GUARDED_BY(mutex_);
  Instant until_ GUARDED_BY(mutex_);
};

}  // namespace

KeySource KeysBehind(JwkUrl source, const KeyWords& words) {
  const auto keys = std::make_shared<UrlKeys>(std::move(source), words);
  return [keys](Instant now) { return keys->Get(now); };
}

}  // namespace grafake::server
