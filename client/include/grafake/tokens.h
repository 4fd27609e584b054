#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "grafake/client.h"

namespace grafake {

// A token, without its secret.
struct Token {
  std::int64_t id = 0;
  std::string name;
  std::string created;                    // RFC 3339
  std::optional<std::string> expiration;  // RFC 3339
  std::optional<std::string> last_used;   // RFC 3339; Grafana 9.1 and later
  bool has_expired = false;
  bool is_revoked = false;  // Grafana 9.3 and later
};

struct NewToken {
  std::string name;
  std::int64_t seconds_to_live = 0;  // 0: for ever
};

// What creating a token gives. The secret is shown this once.
struct CreatedToken {
  std::int64_t id = 0;
  std::string name;
  Secret secret;
};

// The tokens of service accounts. Thread-safe.
class GRAFAKE_EXPORT Tokens {
 public:
  // Takes the new token over; an error keeps the old one alive.
  using HandOver = std::function<Result<void>(const CreatedToken&)>;

  explicit Tokens(const Client& client) : transport_(client.transport()) {}

  // GET /api/serviceaccounts/:id/tokens
  [[nodiscard]] Result<std::vector<Token>> List(std::int64_t account_id, const CallOptions& options = {}) const;
  // POST /api/serviceaccounts/:id/tokens
  [[nodiscard]] Result<CreatedToken> Create(std::int64_t account_id, const NewToken& token,
                                            const CallOptions& options = {}) const;
  // Creates a token that nobody else makes under this name. Where the answer is lost it looks: a token whose secret
  // nobody has seen is deleted and made anew. A token of the name that was there before is kRefused, not touched.
  [[nodiscard]] Result<CreatedToken> CreateTokenOnce(std::int64_t account_id, const NewToken& token,
                                                     const CallOptions& options = {}) const;
  // DELETE /api/serviceaccounts/:id/tokens/:tokenId
  [[nodiscard]] Result<void> Delete(std::int64_t account_id, std::int64_t token_id,
                                    const CallOptions& options = {}) const;
  // Creates the new token, hands it over, then deletes the old one. If the hand-over fails, the new one is deleted.
  [[nodiscard]] Result<CreatedToken> Rotate(std::int64_t account_id, std::int64_t old_token_id, const NewToken& token,
                                            const HandOver& hand_over, const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Transport> transport_;
};

}  // namespace grafake
