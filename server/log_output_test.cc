#include "server/log_output.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

namespace grafake::server {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t kSmall = 64 << 10;

std::string Lost(std::uint64_t lost) { return "lost " + std::to_string(lost) + "\n"; }

class LogOutputTest : public testing::Test {
 protected:
  LogOutputTest() {
    std::signal(SIGPIPE, SIG_IGN);
    EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  }
  ~LogOutputTest() override {
    for (const int end : ends) {
      if (end >= 0) close(end);
    }
  }

  void CloseReader() {
    close(ends[0]);
    ends[0] = -1;
  }

  // Reads until `end` has come.
  std::string ReadUntil(const std::string& end) const {
    std::string text;
    std::array<char, 4096> bytes{};
    while (!text.ends_with(end)) {
      const ssize_t got = read(ends[0], bytes.data(), bytes.size());
      if (got <= 0) break;
      text.append(bytes.data(), static_cast<std::size_t>(got));
    }
    return text;
  }

  std::array<int, 2> ends{};
};

TEST_F(LogOutputTest, WhatCanBeWrittenIsWrittenAtOnce) {
  LogOutput output(ends[1], Lost);
  output.Write("one\n");
  EXPECT_EQ(ReadUntil("\n"), "one\n");
  EXPECT_EQ(fcntl(ends[1], F_GETFL) & O_NONBLOCK, 0) << "others who have the pipe must not find it changed";
}

TEST_F(LogOutputTest, NobodyReadsAndNobodyWaits) {
  const auto begin = steady_clock::now();
  {
    LogOutput output(ends[1], Lost, kSmall);
    for (int i = 0; i < 20'000; ++i) output.Write("line " + std::to_string(i) + "\n");
    EXPECT_GT(output.lost(), 0U);
  }
  EXPECT_LT(steady_clock::now() - begin, 20s);
}

TEST_F(LogOutputTest, WhatIsMissingIsCountedWhereItIsMissing) {
  LogOutput output(ends[1], Lost, kSmall);
  std::uint64_t written = 0;
  while (output.lost() < 100) output.Write("line " + std::to_string(written++) + "\n");
  const std::string text = ReadUntil("lost 100\n");
  const auto kept = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')) - 1;
  EXPECT_EQ(kept + 100, written);
  EXPECT_EQ(output.lost(), 0U);
  output.Write("after\n");
  EXPECT_EQ(ReadUntil("after\n"), "after\n");
}

TEST_F(LogOutputTest, ASlowReaderGetsAllWithoutFurtherLines) {
  LogOutput output(ends[1], Lost);
  std::string all;
  for (int i = 0; i < 20'000; ++i) {
    all += "line " + std::to_string(i) + "\n";
    output.Write("line " + std::to_string(i) + "\n");
  }
  EXPECT_TRUE(ReadUntil("line 19999\n") == all);
}

TEST_F(LogOutputTest, AClosedPipeLosesLinesAndNothingElse) {
  LogOutput output(ends[1], Lost);
  CloseReader();
  for (int i = 0; i < 1000; ++i) output.Write("line\n");
  EXPECT_EQ(output.lost(), 1000U);
}

TEST_F(LogOutputTest, AFullDiskLosesLinesAndNothingElse) {
  const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  ASSERT_GE(full, 0);
  {
    LogOutput output(full, Lost);
    for (int i = 0; i < 10; ++i) output.Write("line\n");
    EXPECT_EQ(output.lost(), 10U);
  }
  close(full);
}

TEST_F(LogOutputTest, ASocketIsNotWaitedForEither) {
  std::array<int, 2> sockets{};
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()), 0);
  {
    LogOutput output(sockets[1], Lost, kSmall);
    for (int i = 0; output.lost() == 0; ++i) output.Write("line\n");
    close(sockets[0]);
    output.Write("line\n");
    EXPECT_GT(output.lost(), 1U);
  }
  close(sockets[1]);
}

}  // namespace
}  // namespace grafake::server
