// The calls that public clients make, of which fixtures/client-calls.json says which are served: each is asked.
#include <gmock/gmock.h>

#include <fstream>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using nlohmann::json;

constexpr int kServedAtLeast = 125;

// "{id}" and the like stand for a value, here for one of nothing that is there.
std::string WithValues(std::string path) {
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
    path.replace(open, path.find('}', open) - open + 1, "99");
  return path;
}

bool IsServed(const Response& response) {
  return response.status != 404 || response.body != "{\"message\":\"Not found\"}\n";
}

TEST(ClientCallsTest, AreServedAsTheTableSays) {
  const json calls = json::parse(std::ifstream(GRAFAKE_FIXTURES "/client-calls.json"));
  InstanceSettings settings;
  settings.roles.service_accounts = true;
  OfRelease of("9.0", settings);
  int served = 0;
  for (const json& call : calls) {
    if (call["in_9.0.9"] != true) continue;
    const std::string text = call["call"];
    const auto blank = text.find(' ');
    const bool answered = IsServed(of.Send(text.substr(0, blank), WithValues(text.substr(blank + 1)), "{}"));
    EXPECT_EQ(answered, call["served"] == true) << text;
    served += answered ? 1 : 0;
  }
  EXPECT_GE(served, kServedAtLeast);
}

}  // namespace
}  // namespace grafake::server
