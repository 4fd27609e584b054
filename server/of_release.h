// An Instance of a named release with service accounts, and a client of it, for tests.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "server/instance_client.h"

namespace grafake::server {

class OfRelease {
 public:
  explicit OfRelease(const char* name, InstanceSettings settings = {}) : instance_(Made(name, std::move(settings))) {}

  Response Send(const std::string& method, const std::string& path, const std::string& body = "",
                const std::string& as = "admin:admin", const std::vector<Header>& headers = {}) {
    return InstanceClient(instance_)({method, path, body, as, headers});
  }
  std::string Get(const std::string& path, const std::string& as = "admin:admin") {
    return Send("GET", path, "", as).body;
  }
  void MakeUser(const std::string& login, const std::string& email = "") {
    const std::string body = R"({"login":")" + login + R"(","email":")" + (email.empty() ? login + "@x" : email) +
                             R"(","password":"pass-1234"})";
    EXPECT_EQ(Send("POST", "/api/admin/users", body).status, 200);
  }

 private:
  static InstanceSettings Made(const char* name, InstanceSettings settings) {
    settings.release = FindRelease(name);
    settings.roles.service_accounts = true;
    return settings;
  }

  Instance instance_;
};

}  // namespace grafake::server
