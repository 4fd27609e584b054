// What happens at the same time: names stay unique, and nobody is told that the database is locked.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

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

}  // namespace
}  // namespace grafake::server
