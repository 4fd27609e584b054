#include "src/connection.h"

#include <algorithm>
#include <new>

namespace grafake {
namespace {

using End = Outcome::End;

constexpr curl_off_t kLongestRetryAfter = 86'400;  // s; no call waits that long
constexpr int kLongestPoll = 1000;  // ms; libcurl's timers and a stop end it earlier

template <class Handle>
Handle* Made(Handle* handle) {
  if (handle == nullptr) throw std::bad_alloc();
  return handle;
}

const char* TextOrNull(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

}  // namespace

Connection::Connection(const ClientOptions& options)
    : largest_body_(options.largest_body), multi_(Made(curl_multi_init())), easy_(Made(curl_easy_init())) {
  const std::string agent = (options.user_agent.empty() ? "" : options.user_agent + " ") + "grafake-client/" GRAFAKE_VERSION;
  Set(CURLOPT_USERAGENT, agent.c_str());
  Set(CURLOPT_NOSIGNAL, 1L);
  Set(CURLOPT_QUICK_EXIT, 1L);  // A name that is still being resolved does not hold up a call that is over.
  Set(CURLOPT_PROTOCOLS_STR, "http,https");
  Set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  Set(CURLOPT_HTTP09_ALLOWED, 0L);
  Set(CURLOPT_ACCEPT_ENCODING, "gzip");
  Set(CURLOPT_TCP_NODELAY, 1L);
  Set(CURLOPT_PROXY, options.proxy.c_str());  // An empty one keeps libcurl from asking the environment.
  Set(CURLOPT_UNIX_SOCKET_PATH, TextOrNull(options.unix_socket));
  Set(CURLOPT_ERRORBUFFER, error_);
  Set(CURLOPT_WRITEFUNCTION, &OnBody);
  Set(CURLOPT_WRITEDATA, this);
  Set(CURLOPT_PREREQFUNCTION, &OnSending);
  Set(CURLOPT_PREREQDATA, this);
  SetTls(options.tls);
}

void Connection::SetTls(const Tls& tls) {
  if (!tls.ca_file().empty()) {
    Set(CURLOPT_CAINFO, tls.ca_file().c_str());
    Set(CURLOPT_CAPATH, nullptr);
  }
  Set(CURLOPT_SSLCERT, TextOrNull(tls.certificate_file()));
  Set(CURLOPT_SSLKEY, TextOrNull(tls.key_file()));
  Set(CURLOPT_KEYPASSWD, TextOrNull(tls.passphrase().Reveal()));
  Set(CURLOPT_SSL_VERIFYPEER, tls.verifies() ? 1L : 0L);
  Set(CURLOPT_SSL_VERIFYHOST, tls.verifies() ? 2L : 0L);
}

Outcome Connection::Exchange(const Request& request, bool repeatable, std::chrono::milliseconds time,
                             const std::stop_token& stop) {
  const auto begin = std::chrono::steady_clock::now();
  body_.clear();
  too_large_ = false;
  repeatable_ = repeatable;
  sendings_ = 0;
  error_[0] = '\0';
  SetRequest(request, time);
  const CURLcode code = Run(stop);
  Outcome outcome = OutcomeOf(code, stop.stop_requested());
  outcome.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  return outcome;
}

void Connection::SetRequest(const Request& request, std::chrono::milliseconds time) {
  Set(CURLOPT_URL, request.url.c_str());
  Set(CURLOPT_TIMEOUT_MS, static_cast<long>(time.count()));
  Set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(time.count()));
  if (request.method == "GET" || (request.method == "DELETE" && request.body.empty())) {
    Set(CURLOPT_HTTPGET, 1L);
  } else {
    Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.Reveal().size()));
    Set(CURLOPT_POSTFIELDS, request.body.Reveal().c_str());
  }
  Set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  SetHeaders(request);
  SetCredentials(request.credentials);
}

void Connection::SetHeaders(const Request& request) {
  if (org_id_in_headers_ == request.org_id) return;
  headers_.reset();
  for (const std::string& line : {std::string("Accept: application/json"), std::string("Content-Type: application/json"),
                                  std::string("Expect:"), "X-Grafana-Org-Id: " + std::to_string(request.org_id)}) {
    if (request.org_id == 0 && line.starts_with('X')) continue;
    curl_slist* longer = Made(curl_slist_append(headers_.get(), line.c_str()));
    static_cast<void>(headers_.release());
    headers_.reset(longer);
  }
  Set(CURLOPT_HTTPHEADER, headers_.get());
  org_id_in_headers_ = request.org_id;
}

void Connection::SetCredentials(const Credentials& credentials) {
  const auto* password = std::get_if<Password>(&credentials);
  const auto* token = std::get_if<AccessToken>(&credentials);
  Set(CURLOPT_HTTPAUTH, static_cast<long>(token != nullptr ? CURLAUTH_BEARER : CURLAUTH_BASIC));
  Set(CURLOPT_USERNAME, password != nullptr ? password->user.c_str() : nullptr);
  Set(CURLOPT_PASSWORD, password != nullptr ? password->password.Reveal().c_str() : nullptr);
  Set(CURLOPT_XOAUTH2_BEARER, token != nullptr ? token->token.Reveal().c_str() : nullptr);
}

CURLcode Connection::Run(const std::stop_token& stop) {
  curl_multi_add_handle(multi_.get(), easy_.get());
  {
    const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi_.get()); });
    int running = 1;
    while (running != 0 && !stop.stop_requested()) {
      if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) break;
      if (running != 0) curl_multi_poll(multi_.get(), nullptr, 0, kLongestPoll, nullptr);
    }
  }
  int left = 0;
  const CURLMsg* message = curl_multi_info_read(multi_.get(), &left);
  const CURLcode code = message != nullptr ? message->data.result : CURLE_ABORTED_BY_CALLBACK;
  curl_multi_remove_handle(multi_.get(), easy_.get());
  return code;
}

template <class Value>
Value Connection::Get(CURLINFO info) const {
  Value value{};
  curl_easy_getinfo(easy_.get(), info, &value);
  return value;
}

Outcome Connection::OutcomeOf(CURLcode code, bool stopped) {
  Outcome outcome{.sent = sendings_ > 0};
  outcome.status = static_cast<int>(Get<long>(CURLINFO_RESPONSE_CODE));
  if (code != CURLE_OK) {
    outcome.end = stopped && code == CURLE_ABORTED_BY_CALLBACK ? End::kStopped : EndOf(code);
    outcome.failure = FailureOf(code);
    return outcome;
  }
  if (const char* type = Get<const char*>(CURLINFO_CONTENT_TYPE); type != nullptr) outcome.content_type = type;
  if (const char* url = Get<const char*>(CURLINFO_REDIRECT_URL); url != nullptr) outcome.redirect = url;
  if (const auto seconds = Get<curl_off_t>(CURLINFO_RETRY_AFTER); seconds > 0)
    outcome.retry_after = std::chrono::seconds(std::min(seconds, kLongestRetryAfter));
  outcome.body.swap(body_);
  return outcome;
}

Outcome::End Connection::EndOf(CURLcode code) const {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return End::kTimedOut;
    case CURLE_WRITE_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_FILESIZE_EXCEEDED:
      return End::kUnreadable;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_URL_MALFORMAT:
      return End::kMisused;
    default:
      return sendings_ > 0 ? End::kLost : End::kNotSent;
  }
}

std::string Connection::FailureOf(CURLcode code) const {
  if (too_large_) return "the body is over " + std::to_string(largest_body_) + " bytes";
  if (code == CURLE_ABORTED_BY_CALLBACK && sendings_ > 1) return "the connection was closed before an answer came";
  return error_[0] != '\0' ? error_ : curl_easy_strerror(code);
}

std::size_t Connection::OnBody(char* bytes, std::size_t one, std::size_t count, void* self) {
  auto& connection = *static_cast<Connection*>(self);
  const std::size_t size = one * count;
  connection.too_large_ = size > connection.largest_body_ - connection.body_.size();
  if (connection.too_large_) return 0;
  connection.body_.append(bytes, size);
  return size;
}

// libcurl sends a request anew when a kept connection dies under it; the server may have carried it out by then.
int Connection::OnSending(void* self, char* /*to*/, char* /*from*/, int /*to_port*/, int /*from_port*/) {
  auto& connection = *static_cast<Connection*>(self);
  const bool again = connection.sendings_++ > 0;
  return again && !connection.repeatable_ ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

}  // namespace grafake
