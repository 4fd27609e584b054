// What happens at the same time: names stay unique, and nobody is told that the database is locked.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <thread>

#include "server/domain/token_format.h"
#include "server/instance_client.h"

namespace grafake::server {
namespace {

class Simultaneous : public testing::Test {
 protected:
  static InstanceSettings Settings() {
    InstanceSettings settings;
    settings.roles.service_accounts = true;
    return settings;
  }

  // The statuses of the same request from eight threads, sorted.
  std::vector<int> FromEight(const Ask& request) {
    std::vector<int> statuses(8);
    std::vector<std::thread> threads;
    for (int& status : statuses) threads.emplace_back([&] { status = ask(request).status; });
    for (std::thread& thread : threads) thread.join();
    std::ranges::sort(statuses);
    return statuses;
  }

  static std::vector<int> OneOf(int success, int refusal) {
    std::vector<int> statuses(8, refusal);
    statuses.back() = success;
    std::ranges::sort(statuses);
    return statuses;
  }

  Instance instance{Settings()};
  InstanceClient ask{instance};
};

TEST_F(Simultaneous, ExactlyOneCreationOfANameSucceeds) {
  for (int round = 0; round < 20; ++round) {
    const std::string name = "\"n" + std::to_string(round) + "\"";
    EXPECT_EQ(FromEight({"POST", "/api/serviceaccounts", "{\"name\":" + name + "}"}), OneOf(201, 400));
    EXPECT_EQ(FromEight({"POST", "/api/serviceaccounts/2/tokens", "{\"name\":" + name + "}"}), OneOf(200, 409));
    EXPECT_EQ(FromEight({"POST", "/api/auth/keys", "{\"name\":" + name + ",\"role\":\"Viewer\"}"}), OneOf(409, 409));
    EXPECT_EQ(FromEight({"POST", "/api/orgs", "{\"name\":" + name + "}"}), OneOf(200, 409));
    EXPECT_EQ(FromEight({"POST", "/api/teams", "{\"name\":" + name + "}"}), OneOf(200, 409));
    EXPECT_EQ(FromEight({"POST", "/api/admin/users", "{\"login\":" + name + ",\"password\":\"1234\"}"}),
              OneOf(200, 412));
  }
}

// With [grafake] token_hash = pbkdf2, where each token costs milliseconds of a processor.
class SimultaneousDerivations : public testing::Test {
 protected:
  static InstanceSettings Settings() {
    InstanceSettings settings;
    settings.roles.service_accounts = true;
    settings.tokens.hash = TokenHash::kPbkdf2;
    return settings;
  }

  SimultaneousDerivations() {
    (void)ask({"POST", "/api/serviceaccounts", R"({"name":"bot"})"});
    const std::string made = ask({"POST", "/api/serviceaccounts/2/tokens", R"({"name":"t"})"}).body;
    token = made.substr(made.find("glsa_"), 46);
  }

  int StatusOf(const std::string& bearer) {
    return instance.Handle({.method = "GET", .path = "/api/org", .headers = {{"Authorization", "Bearer " + bearer}}})
        .status;
  }

  Instance instance{Settings()};
  InstanceClient ask{instance};
  std::string token;
};

TEST_F(SimultaneousDerivations, TokensWorkUntilTheyAreDeleted) {
  EXPECT_EQ(StatusOf(token), 200);
  EXPECT_EQ(ask({"DELETE", "/api/serviceaccounts/2/tokens/1"}).status, 200);
  EXPECT_NE(StatusOf(token), 200);
}

TEST_F(SimultaneousDerivations, AFloodOfUnknownTokensIsRefusedAndHoldsUpNobodyElse) {
  constexpr int kFlood = 400;  // three times as many as may wait
  std::latch begin(kFlood);
  std::atomic<int> busy = 0;
  std::atomic<int> unknown = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kFlood; ++i) {
    threads.emplace_back([&] {
      const std::string worthless = NewPrefixedToken();
      begin.arrive_and_wait();
      (StatusOf(worthless) == 503 ? busy : unknown) += 1;
    });
  }
  EXPECT_EQ(instance.Handle({.method = "GET", .path = "/api/health"}).status, 200);
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(busy, 0);
  EXPECT_GT(unknown, 0);
  EXPECT_EQ(StatusOf(token), 200) << "all places were given back";
}

}  // namespace
}  // namespace grafake::server
