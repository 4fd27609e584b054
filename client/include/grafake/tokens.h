#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "grafake/client.h"

namespace grafake {

/// A token, without its secret.
struct Token {
  std::int64_t id = 0;                         ///< never used twice; shared with API keys
  std::string name = {};                       ///< one of its kind in the org, API keys included
  std::string created = {};                    ///< RFC 3339
  std::optional<std::string> expiration = {};  ///< RFC 3339; unset: never
  std::optional<std::string> last_used = {};   ///< RFC 3339; Grafana 9.1 and later
  bool has_expired = false;                    ///< it is refused
  bool is_revoked = false;                     ///< it is refused: it was found in public; Grafana 9.2 and later
};

/// What a token is to be.
struct NewToken {
  std::string name = {};             ///< must not be empty
  std::int64_t seconds_to_live = 0;  ///< 0: for ever, where the server allows it
};

/// What creating a token gives.
struct CreatedToken {
  std::int64_t id = 0;    ///< for Delete
  std::string name = {};  ///< as given
  Secret secret = {};     ///< shown this once
};

/// What a rotation gives.
struct Rotated {
  CreatedToken created = {};           ///< the new token, which was handed over
  std::optional<Error> old_left = {};  ///< why the old token may still be there; unset: it was deleted
};

/// The tokens of service accounts. Thread-safe.
class GRAFAKE_EXPORT Tokens {
 public:
  /// Takes the new token over; an error keeps the old one alive.
  using HandOver = std::function<Result<void>(const CreatedToken&)>;

  /// Asks with this client.
  explicit Tokens(const Client& client) : transport_(client.transport()) {}

  /// GET /api/serviceaccounts/:id/tokens, by name. Grafana 9.3 and later list the first 300. An unknown account has
  /// none.
  [[nodiscard]] Result<std::vector<Token>> List(std::int64_t account_id, const CallOptions& options = {}) const;
  /// POST /api/serviceaccounts/:id/tokens. A name that is taken in the org is kRefused: 400 from Grafana 9.5 on, before
  /// 409. Where the answer is lost (kOutcomeUnknown) a token may be there whose secret nobody knows.
  [[nodiscard]] Result<CreatedToken> Create(std::int64_t account_id, const NewToken& token,
                                            const CallOptions& options = {}) const;
  /// Creates a token under a name that nobody else uses meanwhile, and leaves no other behind. Where the answer is lost
  /// it looks: a token of the name is deleted, since nobody has seen its secret, and made anew. A token of the name
  /// that was there before is kRefused, not touched. kOutcomeUnknown: it was not possible to find out in time.
  [[nodiscard]] Result<CreatedToken> CreateTokenOnce(std::int64_t account_id, const NewToken& token,
                                                     const CallOptions& options = {}) const;
  /// DELETE /api/serviceaccounts/:id/tokens/:tokenId. An unknown one is kRefused: 404, or 500 from Grafana 9.1 to 9.4.
  [[nodiscard]] Result<void> Delete(std::int64_t account_id, std::int64_t token_id,
                                    const CallOptions& options = {}) const;
  /// CreateTokenOnce, hands the new token over, then deletes the old one. If the hand-over fails or throws, the new
  /// token is deleted, the old one stays, and the hand-over's error is the result. The deadline covers the hand-over
  /// too.
  [[nodiscard]] Result<Rotated> Rotate(std::int64_t account_id, std::int64_t old_token_id, const NewToken& token,
                                       const HandOver& hand_over, const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
