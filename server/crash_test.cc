// An acknowledged write survives the sudden death of the process.
#include <mutex>
#include <random>

#include "server/program_fixture.h"

namespace grafake::server {
namespace {

class CrashTest : public ProgramTest {
 protected:
  static constexpr int kWriters = 3;

  // Creates accounts until the server is gone; notes what was acknowledged.
  void Write(std::uint16_t port, const std::string& prefix) {
    for (int i = 0;; ++i) {
      const std::string name = prefix + "-" + std::to_string(i);
      const std::string answer = TryPost(port, "/api/serviceaccounts", "{\"name\":\"" + name + "\"}");
      if (!answer.starts_with("HTTP/1.1 201")) return;
      const std::lock_guard lock(mutex);
      acknowledged.push_back(name);
    }
  }

  static std::string TryPost(std::uint16_t port, const std::string& path, const std::string& body) {
    const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer;
    if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
      const std::string request = "POST " + path +
                                  " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\n"
                                  "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                                  std::to_string(body.size()) + "\r\n\r\n" + body;
      (void)send(connection, request.data(), request.size(), MSG_NOSIGNAL);
      char bytes[4096];
      for (ssize_t got = 0; (got = read(connection, bytes, sizeof bytes)) > 0;) {
        answer.append(bytes, static_cast<std::size_t>(got));
      }
    }
    close(connection);
    return answer;
  }

  std::uint16_t Start() { return Listen({"--data", (directory / "data").string()}, accounts_on); }

  void WriteAndKill(std::uint16_t port, int round) {
    std::vector<std::thread> writers;
    for (int i = 0; i < kWriters; ++i) {
      writers.emplace_back([&, i] { Write(port, "r" + std::to_string(round) + "w" + std::to_string(i)); });
    }
    AwaitAcknowledgement();
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution<int>(0, 20)(random)));
    kill(running.back(), SIGKILL);
    for (std::thread& writer : writers) writer.join();
    EXPECT_EQ(End(running.back()), -SIGKILL);
  }

  // However busy the machine is, each round has something to lose.
  void AwaitAcknowledgement() {
    for (int waited = 0; waited < 10'000; ++waited) {
      if (const std::lock_guard lock(mutex); !acknowledged.empty()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ADD_FAILURE() << "nothing was acknowledged in ten seconds";
  }

  // What the last round was told is there.
  void ExpectAllAreThere(std::uint16_t port, int round) {
    const std::string found =
        Get(port, "/api/serviceaccounts/search?perpage=100000&query=r" + std::to_string(round) + "w");
    for (const std::string& name : acknowledged) {
      EXPECT_THAT(found, testing::HasSubstr("\"name\":\"" + name + "\"")) << "round " << round;
    }
  }

  std::mt19937 random{20261124};
  std::mutex mutex;
  std::vector<std::string> acknowledged;
};

TEST_F(CrashTest, TwoHundredKillsLoseNothing) {
  std::size_t written = 0;
  for (int round = 0; round < 200 && !HasFailure(); ++round) {
    const std::uint16_t port = Start();
    ExpectAllAreThere(port, round - 1);
    acknowledged.clear();
    WriteAndKill(port, round);
    written += acknowledged.size();
  }
  EXPECT_GE(written, 200U);
}

}  // namespace
}  // namespace grafake::server
