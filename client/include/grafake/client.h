#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "grafake/result.h"
#include "grafake/service_accounts.h"

namespace grafake {

struct NoCredentials {};

struct Password {
  std::string user;
  Secret password;
};

// A service account token or an API key.
struct AccessToken {
  Secret token;
};

using Credentials = std::variant<NoCredentials, Password, AccessToken>;

struct ClientOptions {
  std::string url = "http://127.0.0.1:3000/";  // with the sub-path, if Grafana has one
  Credentials credentials;
  std::chrono::milliseconds timeout{10'000};  // of each wait: connect, send, each part of the answer
  std::string ca_file;                        // PEM; empty: the system's authorities
  std::int64_t org_id = 0;                    // sent as X-Grafana-Org-Id; 0: the user's current org
};

// Talks to one Grafana, real or fake, 8.5 and later. Thread-safe: one client serves any number of threads, connections
// are kept and reused. Every call blocks until it has a result.
class Client {
 public:
  // The options are looked at by the first call: a bad URL is its kNotReached.
  explicit Client(ClientOptions options);
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  // GET /api/health
  [[nodiscard]] Result<Health> GetHealth();
  // GET /api/org
  [[nodiscard]] Result<Organization> GetOrg();

  // GET /api/serviceaccounts/search; pages count from 1.
  [[nodiscard]] Result<ServiceAccountPage> SearchServiceAccounts(const std::string& query = {}, std::int64_t page = 1,
                                                                 std::int64_t per_page = 1000);
  // POST /api/serviceaccounts
  [[nodiscard]] Result<ServiceAccount> CreateServiceAccount(const NewServiceAccount& account);
  // GET /api/serviceaccounts/:id
  [[nodiscard]] Result<ServiceAccount> GetServiceAccount(std::int64_t id);
  // DELETE /api/serviceaccounts/:id, with its tokens
  [[nodiscard]] Result<void> DeleteServiceAccount(std::int64_t id);

  // GET /api/serviceaccounts/:id/tokens
  [[nodiscard]] Result<std::vector<Token>> ListTokens(std::int64_t account_id);
  // POST /api/serviceaccounts/:id/tokens
  [[nodiscard]] Result<CreatedToken> CreateToken(std::int64_t account_id, const NewToken& token);
  // DELETE /api/serviceaccounts/:id/tokens/:tokenId
  [[nodiscard]] Result<void> DeleteToken(std::int64_t account_id, std::int64_t token_id);

 private:
  class Transport;
  std::unique_ptr<Transport> transport_;
};

}  // namespace grafake
