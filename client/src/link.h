#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "grafake/client.h"
#include "src/patience.h"
#include "src/request.h"

namespace grafake {

// Why a link could not do what it was asked for.
struct Failure {
  Outcome::End end = Outcome::End::kNotSent;
  std::string text;
};

// A connection to Grafana, made by libcurl: names, proxies, unix sockets, TLS. It carries bytes, whatever they are.
// For one thread at a time.
class Link {
 public:
  explicit Link(const ClientOptions& options);
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  [[nodiscard]] bool is_open() const { return socket_ != CURL_SOCKET_BAD; }
  // Open, not idle for long, and the other side has neither closed it nor said anything unasked.
  [[nodiscard]] bool IsGood() const;

  // Connects anew.
  [[nodiscard]] std::optional<Failure> Open(const Patience& patience);
  [[nodiscard]] std::optional<Failure> Send(std::string_view bytes, const Patience& patience);
  // How many bytes came, `size` at most; 0: the other side has closed the connection.
  [[nodiscard]] tl::expected<std::size_t, Failure> Receive(char* bytes, std::size_t size, const Patience& patience);
  void Close();

  // Ends a wait early, so that it looks at its patience. Any thread may call it.
  void Wake() { curl_multi_wakeup(multi_.get()); }

 private:
  template <auto kFree>
  struct FreeBy {
    void operator()(auto* thing) const { kFree(thing); }
  };

  template <class Value>
  void SetOption(CURLoption option, Value value) {
    curl_easy_setopt(easy_.get(), option, value);
  }
  void SetTls(const Tls& tls);
  [[nodiscard]] std::optional<Failure> Perform(const Patience& patience);
  // Waits until the socket has one of the events, or libcurl something to do; a failure when the patience ends.
  [[nodiscard]] std::optional<Failure> AwaitEvents(short events, const Patience& patience);
  [[nodiscard]] Failure FailureOf(CURLcode code) const;

  std::unique_ptr<CURLM, FreeBy<curl_multi_cleanup>> multi_;
  std::unique_ptr<CURL, FreeBy<curl_easy_cleanup>> easy_;
  char error_[CURL_ERROR_SIZE] = "";
  bool is_tls_;
  curl_socket_t socket_ = CURL_SOCKET_BAD;
  std::chrono::steady_clock::time_point used_;
};

}  // namespace grafake
