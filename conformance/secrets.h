#pragma once

#include <set>
#include <string>

namespace grafake::conformance {

// What was said to a target and must not stand in a report. Not thread-safe.
class Secrets {
 public:
  // Keeps the password or token of WHO (fixtures/README.md) in mind.
  void Learn(const std::string& who);

  // `text` with "***" for the secrets that were learned, for the values of JSON members that hold a password or a key,
  // for session cookies and for whatever looks like a token of Grafana.
  [[nodiscard]] std::string Masked(std::string text) const;

 private:
  struct LongerFirst {
    bool operator()(const std::string& a, const std::string& b) const {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    }
  };

  std::set<std::string, LongerFirst> learned_;  // one that is part of another must not uncover the rest
};

// True for a request header whose value must not be shown: Authorization, Cookie, X-Api-Key, …
[[nodiscard]] bool IsSecretHeader(std::string name);

}  // namespace grafake::conformance
