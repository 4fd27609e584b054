#include "server/jwk_url.h"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "server/ascii.h"
#include "server/config/go_url.h"
#include "server/locks.h"
#include "server/net/https_get.h"
#include "server/regular_file.h"

namespace grafake::server {
namespace {

// The host without its port and brackets.
std::string NameOfHost(const std::string& host) {
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

std::string TokenIn(const std::string& path) {
  if (path.empty()) return {};
  const std::string text = ReadRegularFile(path).value_or("");
  constexpr std::string_view kAround = " \t\r\n\v\f";
  const auto begin = text.find_first_not_of(kAround);
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(kAround) - begin + 1);
}

// How long a failure is the answer: whoever sends tokens must not keep all threads waiting for a server that is gone.
constexpr std::chrono::seconds kPause{5};

// Fetched by one at a time; who asks meanwhile waits for what he gets.
class UrlKeys {
 public:
  UrlKeys(JwkUrl source, const KeyWords& words)
      : source_(std::move(source)), host_(NameOfHost(ParseGoUrl(source_.url)->host)), words_(words) {}

  KeyList Get(Instant now) {
    if (auto known = Known(now)) return known;
    const Lock alone(fetching_);
    if (auto known = Known(now)) return known;
    auto keys = Fetch();
    const Lock lock(mutex_);
    if (!keys) {
      failed_at_ = std::chrono::steady_clock::now();
      return None();
    }
    known_ = std::make_shared<const std::vector<VerificationKey>>(*std::move(keys));
    since_ = now;
    until_ = now + source_.kept;
    return known_;
  }

 private:
  static KeyList None() { return std::make_shared<const std::vector<VerificationKey>>(); }

  // Null: they have to be fetched.
  KeyList Known(Instant now) {
    const Lock lock(mutex_);
    if (known_ && now < until_ && now >= since_) return known_;
    if (failed_at_ && std::chrono::steady_clock::now() < *failed_at_ + kPause) return None();
    return nullptr;
  }

  tl::expected<std::vector<VerificationKey>, std::string> Fetch() {
    const std::string& authority = source_.authority_file;
    if (const auto read = authority.empty() ? std::string() : ReadRegularFile(authority); !read)
      return tl::unexpected(read.error().Sentence(authority));
    const auto text = HttpsGet({.url = source_.url,
                                .host = host_,
                                .bearer = TokenIn(source_.token_file),
                                .authority_file = source_.authority_file,
                                .any_peer = source_.any_peer});
    return text ? ReadKeySet(*text, words_) : tl::unexpected(text.error());
  }

  JwkUrl source_;
  std::string host_;
  KeyWords words_;
  Mutex fetching_;
  Mutex mutex_;
  KeyList known_ GUARDED_BY(mutex_);
  Instant since_ GUARDED_BY(mutex_);
  Instant until_ GUARDED_BY(mutex_);
  std::optional<std::chrono::steady_clock::time_point> failed_at_ GUARDED_BY(mutex_);
};

}  // namespace

KeySource KeysBehind(JwkUrl source, const KeyWords& words) {
  const auto keys = std::make_shared<UrlKeys>(std::move(source), words);
  return [keys](Instant now) { return keys->Get(now); };
}

}  // namespace grafake::server
