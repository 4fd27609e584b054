#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/control/exchange.h"
#include "server/control/redaction.h"

namespace grafake::server {

// What stands in the place of a token, "<token known of robot>", "<token known of robot in the world two>"; each part
// may be empty.
[[nodiscard]] std::string TokenLabel(std::string_view name, std::string_view owner, std::string_view world = {});

// The secrets that an exchange shows of itself, with the names that they get. Lives as long as the exchange.
class ExchangeSecrets {
 public:
  explicit ExchangeSecrets(const Exchange& exchange);
  ExchangeSecrets(const ExchangeSecrets&) = delete;
  ExchangeSecrets& operator=(const ExchangeSecrets&) = delete;

  [[nodiscard]] const KnownSecrets& known() const { return known_; }
  // There are some of no form, besides control's token, or members are secrets that elsewhere are none.
  [[nodiscard]] bool shows_shapeless() const { return shows_shapeless_; }

 private:
  void TakeAuthorization(std::string_view header, const Exchange& exchange);
  void TakeBearer(std::string_view token, const Exchange& exchange);
  void TakeBasic(std::string_view header, const Exchange& exchange);
  void TakeCookies(std::string_view header);
  void HideJwt(std::string_view shown);
  void Hide(std::string_view secret);
  void HideAll(std::string_view secret);
  void HideBase64(std::string_view encoded);

  std::string token_;  // where it was encoded
  std::string name_;
  std::string password_name_;
  std::vector<std::string> shapeless_;
  bool shows_shapeless_ = false;
  KnownSecrets known_;
};

}  // namespace grafake::server
