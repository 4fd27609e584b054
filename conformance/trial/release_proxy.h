#pragma once

#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "conformance/exchange.h"
#include "conformance/suite/release.h"
#include "conformance/trial/answering_server.h"

namespace grafake::conformance {

// A server of 9.0 that answers as another release does, as far as it is known how they differ: what the cases for that
// release are tried on. Thread-safe.
class ReleaseProxy {
 public:
  // `server` is of 9.0, with "admin:admin".
  ReleaseProxy(Endpoint server, const std::string& release);

  [[nodiscard]] std::string Url() const;

  // The answer to one request.
  [[nodiscard]] RecordedAnswer Answer(OutgoingRequest request);

 private:
  using Json = nlohmann::ordered_json;

  // What is known of a token that was made here.
  struct Known {
    std::string account, org;
    std::string real;  // what 9.0 takes for it
    std::int64_t id = 0;
    bool used = false;
  };

  [[nodiscard]] bool From(int major, int minor) const { return Release{major, minor, 0} <= release_; }
  [[nodiscard]] RecordedAnswer Ask(const OutgoingRequest& request) const;
  [[nodiscard]] Json AskAsAdmin(const OutgoingRequest& like, const std::string& method, const std::string& target,
                                const std::string& body = "") const;

  // Answers that 9.0 has no part in.
  [[nodiscard]] std::optional<RecordedAnswer> AnswerAlone(OutgoingRequest& request);
  [[nodiscard]] std::optional<RecordedAnswer> AboutToken(OutgoingRequest& request);
  [[nodiscard]] RecordedAnswer WhoIs(const Known& token) const;

  void Translate(const OutgoingRequest& request, RecordedAnswer& answer);
  void TranslateAccounts(const OutgoingRequest& request, RecordedAnswer& answer) const;
  void TranslateTokens(const OutgoingRequest& request, RecordedAnswer& answer);
  void Dress(const OutgoingRequest& request, Json& account) const;

  Endpoint server_;
  Release release_;
  std::string version_;
  std::mutex mutex_;
  std::map<std::string, Known> tokens_;  // by the key that was given out
  AnsweringServer http_;
};

}  // namespace grafake::conformance
