#include "grafake/client.h"

#include <Poco/URI.h>

#include <nlohmann/json.hpp>

#include "src/transport.h"

namespace grafake {
namespace {

using nlohmann::json;

// A member that may be missing, null, or of another type in some release.
template <class T>
T Member(const json& object, const char* name, T fallback = {}) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return fallback;
  if constexpr (std::is_same_v<T, std::string>) {
    return found->is_string() ? found->get<std::string>() : fallback;
  } else if constexpr (std::is_same_v<T, bool>) {
    return found->is_boolean() ? found->get<bool>() : fallback;
  } else {
    return found->is_number_integer() ? found->get<T>() : fallback;
  }
}

ServiceAccount AccountOf(const json& object) {
  return {.id = object.at("id").get<std::int64_t>(),
          .org_id = Member<std::int64_t>(object, "orgId"),
          .name = Member<std::string>(object, "name"),
          .login = Member<std::string>(object, "login"),
          .role = Member<std::string>(object, "role"),
          .is_disabled = Member<bool>(object, "isDisabled"),
          .tokens = Member<std::int64_t>(object, "tokens")};
}

ServiceAccountPage PageOf(const json& object) {
  ServiceAccountPage page{.total = Member<std::int64_t>(object, "totalCount")};
  for (const json& account : object.at("serviceAccounts").get<std::vector<json>>())
    page.accounts.push_back(AccountOf(account));
  return page;
}

std::vector<Token> TokensOf(const json& array) {
  std::vector<Token> tokens;
  for (const json& object : array.get<std::vector<json>>()) {
    const std::string expiration = Member<std::string>(object, "expiration");
    tokens.push_back({.id = Member<std::int64_t>(object, "id"),
                      .name = Member<std::string>(object, "name"),
                      .created = Member<std::string>(object, "created"),
                      .expiration = expiration.empty() ? std::nullopt : std::optional(expiration),
                      .has_expired = Member<bool>(object, "hasExpired")});
  }
  return tokens;
}

std::string AccountPath(std::int64_t id) { return "/api/serviceaccounts/" + std::to_string(id); }

std::string QueryText(const std::string& text) {
  std::string encoded;
  Poco::URI::encode(text, "&=+#?;%/", encoded);
  return encoded;
}

// Grafana's message, or the beginning of whatever came instead.
Error RefusalOf(const Answer& answer) {
  const json body = json::parse(answer.body, nullptr, false);
  if (body.is_object() && body.contains("message"))
    return {ErrorKind::kRefused, answer.status, Member<std::string>(body, "message")};
  return {ErrorKind::kRefused, answer.status, answer.body.substr(0, 200)};
}

// Reads a successful answer with `read`; what does not fit is unreadable.
template <class Read>
auto Understood(Result<Answer> answer, Read read) -> Result<decltype(read(json()))> {
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status < 200 || answer->status > 299) return tl::unexpected(RefusalOf(*answer));
  try {
    return read(json::parse(answer->body));
  } catch (const json::exception&) {
    return tl::unexpected(
        Error{ErrorKind::kUnreadable, answer->status, "the answer is not the JSON that was expected"});
  }
}

Result<void> Carried(const Result<Answer>& answer) {
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status < 200 || answer->status > 299) return tl::unexpected(RefusalOf(*answer));
  return {};
}

}  // namespace

Client::Client(ClientOptions options) : transport_(std::make_unique<Transport>(std::move(options))) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Result<Health> Client::GetHealth() {
  return Understood(transport_->Send({"GET", "/api/health", {}}), [](const json& body) {
    return Health{Member<std::string>(body, "version"), Member<std::string>(body, "database")};
  });
}

Result<Organization> Client::GetOrg() {
  return Understood(transport_->Send({"GET", "/api/org", {}}), [](const json& body) {
    return Organization{body.at("id"), Member<std::string>(body, "name")};
  });
}

Result<ServiceAccountPage> Client::SearchServiceAccounts(const std::string& query, std::int64_t page,
                                                         std::int64_t per_page) {
  const std::string path = "/api/serviceaccounts/search?query=" + QueryText(query) + "&page=" + std::to_string(page) +
                           "&perpage=" + std::to_string(per_page);
  return Understood(transport_->Send({"GET", path, {}}), PageOf);
}

Result<ServiceAccount> Client::CreateServiceAccount(const NewServiceAccount& account) {
  json body{{"name", account.name}};
  if (!account.role.empty()) body["role"] = account.role;
  return Understood(transport_->Send({"POST", "/api/serviceaccounts", body.dump()}), AccountOf);
}

Result<ServiceAccount> Client::GetServiceAccount(std::int64_t id) {
  return Understood(transport_->Send({"GET", AccountPath(id), {}}), AccountOf);
}

Result<void> Client::DeleteServiceAccount(std::int64_t id) {
  return Carried(transport_->Send({"DELETE", AccountPath(id), {}}));
}

Result<std::vector<Token>> Client::ListTokens(std::int64_t account_id) {
  return Understood(transport_->Send({"GET", AccountPath(account_id) + "/tokens", {}}), TokensOf);
}

Result<CreatedToken> Client::CreateToken(std::int64_t account_id, const NewToken& token) {
  json body{{"name", token.name}};
  if (token.seconds_to_live != 0) body["secondsToLive"] = token.seconds_to_live;
  return Understood(transport_->Send({"POST", AccountPath(account_id) + "/tokens", body.dump()}),
                    [](const json& answer) {
                      return CreatedToken{answer.at("id"), Member<std::string>(answer, "name"),
                                          Secret(answer.at("key").get<std::string>())};
                    });
}

Result<void> Client::DeleteToken(std::int64_t account_id, std::int64_t token_id) {
  return Carried(transport_->Send({"DELETE", AccountPath(account_id) + "/tokens/" + std::to_string(token_id), {}}));
}

}  // namespace grafake
