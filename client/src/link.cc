#include "src/link.h"

#include <poll.h>

#include <algorithm>
#include <new>

namespace grafake {
namespace {

using End = Outcome::End;

constexpr std::chrono::seconds kLongestIdle{90};  // routers forget a connection that nobody uses, and tell nobody
constexpr long kLongestPoll = 1000;               // ms

template <class Handle>
Handle* Made(Handle* handle) {
  if (handle == nullptr) throw std::bad_alloc();
  return handle;
}

const char* TextOrNull(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

End EndOf(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return End::kTimedOut;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
      return End::kNotTrusted;
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      return End::kMisused;
    default:
      return End::kNotSent;
  }
}

}  // namespace

Link::Link(const ClientOptions& options)
    : multi_(Made(curl_multi_init())), easy_(Made(curl_easy_init())), is_tls_(options.url.starts_with("https")) {
  SetOption(CURLOPT_URL, options.url.c_str());
  SetOption(CURLOPT_CONNECT_ONLY, 1L);
  SetOption(CURLOPT_NOSIGNAL, 1L);
  SetOption(CURLOPT_QUICK_EXIT, 1L);  // A name that is still being looked up does not hold up a call that is over.
  SetOption(CURLOPT_PROTOCOLS_STR, "http,https");
  SetOption(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  SetOption(CURLOPT_SSL_ENABLE_ALPN, 0L);
  SetOption(CURLOPT_TCP_NODELAY, 1L);
  SetOption(CURLOPT_PROXY, options.proxy.c_str());  // An empty one keeps libcurl from asking the environment.
  SetOption(CURLOPT_UNIX_SOCKET_PATH, TextOrNull(options.unix_socket));
  SetOption(CURLOPT_ERRORBUFFER, error_);
  SetTls(options.tls);
}

Link::~Link() { Close(); }

void Link::SetTls(const Tls& tls) {
  if (!tls.ca_file().empty()) SetOption(CURLOPT_CAINFO, tls.ca_file().c_str());
  // libcurl reads a file of authorities once, but a directory for every connection.
  if (!tls.ca_file().empty() || curl_version_info(CURLVERSION_NOW)->cainfo != nullptr)
    SetOption(CURLOPT_CAPATH, nullptr);
  SetOption(CURLOPT_SSLCERT, TextOrNull(tls.certificate_file()));
  SetOption(CURLOPT_SSLKEY, TextOrNull(tls.key_file()));
  SetOption(CURLOPT_KEYPASSWD, TextOrNull(tls.passphrase().Reveal()));
  SetOption(CURLOPT_SSL_VERIFYPEER, tls.verifies() ? 1L : 0L);
  SetOption(CURLOPT_SSL_VERIFYHOST, tls.verifies() ? 2L : 0L);
}

bool Link::IsGood() const {
  if (!is_open() || std::chrono::steady_clock::now() - used_ > kLongestIdle) return false;
  pollfd watched{socket_, POLLIN, 0};
  return ::poll(&watched, 1, 0) == 0;
}

std::optional<Failure> Link::Open(const Patience& patience) {
  Close();
  error_[0] = '\0';
  SetOption(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(1, patience.left().count())));
  curl_multi_add_handle(multi_.get(), easy_.get());
  std::optional<Failure> failure = Perform(patience);
  if (failure) {
    Close();
  } else {
    curl_easy_getinfo(easy_.get(), CURLINFO_ACTIVESOCKET, &socket_);
    used_ = std::chrono::steady_clock::now();
  }
  return failure;
}

std::optional<Failure> Link::Perform(const Patience& patience) {
  for (int running = 1; running != 0;) {
    if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) return FailureOf(CURLE_FAILED_INIT);
    if (running == 0) break;
    if (auto ended = AwaitEvents(0, patience)) return ended;
  }
  int left = 0;
  const CURLMsg* message = curl_multi_info_read(multi_.get(), &left);
  const CURLcode code = message == nullptr ? CURLE_FAILED_INIT : message->data.result;
  if (code == CURLE_OK) return std::nullopt;
  return FailureOf(code);
}

std::optional<Failure> Link::AwaitEvents(short events, const Patience& patience) {
  for (;;) {
    if (patience.stop.stop_requested()) return Failure{End::kStopped, "the caller asked to stop"};
    const auto left = patience.left().count();
    if (left <= 0) return Failure{End::kTimedOut, is_open() ? "no whole answer in time" : "no connection in time"};
    curl_waitfd watched{socket_, events, 0};
    int ready = 0;
    curl_multi_poll(multi_.get(), &watched, events == 0 ? 0 : 1, static_cast<int>(std::min(left, kLongestPoll)),
                    &ready);
    if (ready > 0 || events == 0) return std::nullopt;
  }
}

std::optional<Failure> Link::Send(std::string_view bytes, const Patience& patience) {
  while (!bytes.empty()) {
    std::size_t count = 0;
    const CURLcode code = curl_easy_send(easy_.get(), bytes.data(), bytes.size(), &count);
    if (code != CURLE_OK && code != CURLE_AGAIN) return Failure{End::kLost, "the connection broke while sending"};
    bytes.remove_prefix(count);
    if (code != CURLE_AGAIN) continue;
    if (auto ended = AwaitEvents(CURL_WAIT_POLLOUT, patience)) return ended;
  }
  return std::nullopt;
}

// A TLS connection may hold bytes that its socket does not show; from any other nothing comes without waiting.
tl::expected<std::size_t, Failure> Link::Receive(char* bytes, std::size_t size, const Patience& patience) {
  for (bool waited = false;; waited = true) {
    if (waited || is_tls_) {
      std::size_t count = 0;
      const CURLcode code = curl_easy_recv(easy_.get(), bytes, size, &count);
      if (code == CURLE_OK) {
        used_ = std::chrono::steady_clock::now();
        return count;
      }
      if (code != CURLE_AGAIN) return tl::unexpected(Failure{End::kLost, "the connection broke before an answer came"});
    }
    if (auto ended = AwaitEvents(CURL_WAIT_POLLIN, patience)) return tl::unexpected(std::move(*ended));
  }
}

void Link::Close() {
  curl_multi_remove_handle(multi_.get(), easy_.get());
  socket_ = CURL_SOCKET_BAD;
}

Failure Link::FailureOf(CURLcode code) const {
  return {EndOf(code), error_[0] != '\0' ? error_ : curl_easy_strerror(code)};
}

}  // namespace grafake
