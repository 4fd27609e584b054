#pragma once

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include "grafake/client.h"
#include "src/request.h"

namespace grafake {

// One libcurl handle with the connection that it keeps open between exchanges. For one thread at a time.
class Connection {
 public:
  explicit Connection(const ClientOptions& options);

  // Sends the request and reads the answer, in `time` at most, or until the token is stopped. Never sends a request
  // twice unless it is `repeatable` and the kept connection turns out dead.
  [[nodiscard]] Outcome Exchange(const Request& request, bool repeatable, std::chrono::milliseconds time,
                                 const std::stop_token& stop);

 private:
  template <auto kFree>
  struct FreeBy {
    void operator()(auto* thing) const { kFree(thing); }
  };

  template <class Value>
  void Set(CURLoption option, Value value) {
    curl_easy_setopt(easy_.get(), option, value);
  }
  template <class Value>
  [[nodiscard]] Value Get(CURLINFO info) const;

  void SetTls(const Tls& tls);
  void SetRequest(const Request& request, std::chrono::milliseconds time);
  void SetHeaders(const Request& request);
  void SetCredentials(const Credentials& credentials);
  [[nodiscard]] CURLcode Run(const std::stop_token& stop);
  [[nodiscard]] Outcome OutcomeOf(CURLcode code, bool stopped);
  [[nodiscard]] Outcome::End EndOf(CURLcode code) const;
  [[nodiscard]] std::string FailureOf(CURLcode code) const;

  static std::size_t OnBody(char* bytes, std::size_t one, std::size_t count, void* self);
  static int OnSending(void* self, char*, char*, int, int);

  std::size_t largest_body_;
  std::unique_ptr<CURLM, FreeBy<curl_multi_cleanup>> multi_;
  std::unique_ptr<CURL, FreeBy<curl_easy_cleanup>> easy_;
  std::unique_ptr<curl_slist, FreeBy<curl_slist_free_all>> headers_;
  std::int64_t org_id_in_headers_ = -1;
  char error_[CURL_ERROR_SIZE] = "";

  // Of the exchange under way.
  std::string body_;
  bool too_large_ = false;
  bool repeatable_ = false;
  int sendings_ = 0;
};

}  // namespace grafake
