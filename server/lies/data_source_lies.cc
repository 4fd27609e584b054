#include "server/lies/telling.h"

// Lies about data sources, and about what comes from files.
namespace grafake::server::lies {
namespace {

constexpr std::string_view kSources = "/api/datasources";

// The answer to a creation or change repeats the secrets.
Response ShowSourceSecrets(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const auto asked = nlohmann::ordered_json::parse(request.body, nullptr, false);
  const bool secret = asked.is_object() && asked.contains("secureJsonData");
  if (!secret || !request.path.starts_with(kSources)) return answer;
  return Changed(std::move(answer), [&](auto& json) {
    if (json.contains("datasource")) json["datasource"]["secureJsonData"] = asked["secureJsonData"];
  });
}

// A change says of each secret that it is to be removed, but for those that it brings.
Response LoseSecrets(const Request& request, const Truth& truth) {
  auto json = nlohmann::ordered_json::parse(request.body, nullptr, false);
  if (!Asks(request, "PUT", kSources) || !json.is_object()) return truth(request);
  Request look = request;
  look.method = "GET";
  const auto old = nlohmann::ordered_json::parse(truth(look).body, nullptr, false);
  if (!old.is_object() || !old.contains("secureJsonFields")) return truth(request);
  for (const auto& field : old["secureJsonFields"].items()) {
    if (!json["secureJsonData"].contains(field.key())) json["secureJsonData"][field.key()] = "";
  }
  Request asked = request;
  asked.body = json.dump();
  return truth(asked);
}

Response ChangeReadOnly(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const Refusals& refusals = truth.release.refusals;
  const bool fixed = Is(answer, refusals.data_source_update_fixed) || Is(answer, refusals.data_source_delete_fixed);
  if (!fixed) return answer;
  answer.status = 200;
  answer.body = R"({"message":"Datasource updated"})";
  return answer;
}

}  // namespace

std::vector<Lie> DataSourceLies() {
  return {
      {"data-source-walls-ignored",
       "Who is signed in may do everything to data sources.",
       IgnoresWalls(kSources),
       {},
       ComesWithRbac},
      {"data-source-secrets-shown",
       "The answer to the creation of a data source shows its secrets.",
       ShowSourceSecrets,
       {}},
      {"data-source-secrets-lost",
       "A change of a data source loses the secrets that it does not name.",
       LoseSecrets,
       {}},
      {"data-source-name-free",
       "Two data sources of an org may have the same name.",
       Grants(&Refusals::data_source_name_taken, R"({"id":1,"message":"Datasource added","name":"again"})"),
       {}},
      {"data-source-not-deleted",
       "The deletion of a data source is acknowledged and does nothing.",
       AcknowledgesDeletion(kSources, R"({"message":"Data source deleted"})"),
       {}},
      {"read-only-source-changed", "A data source from a file may be changed and deleted.", ChangeReadOnly, {}},
      {"reload-for-all",
       "Whoever is signed in may have files read again.",
       IgnoresWalls("/api/admin/provisioning/"),
       {},
       ComesWithRbac},
  };
}

}  // namespace grafake::server::lies
