#include "conformance/process_group.h"

#include <gmock/gmock.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

namespace grafake::conformance {
namespace {

using namespace std::chrono_literals;

class ProcessGroupTest : public testing::Test {
 protected:
  ProcessGroupTest() { std::filesystem::remove(output_); }
  ~ProcessGroupTest() override { std::filesystem::remove(output_); }

  auto Start(const std::string& script, std::vector<std::string> variables = {"PATH=/bin:/usr/bin"}) const {
    return ProcessGroup::Start({{"sh", "-c", script}, std::move(variables), output_});
  }

  [[nodiscard]] std::string Output() const {
    std::ifstream file(output_);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  // The first line that the program writes.
  [[nodiscard]] std::string AwaitLine() const {
    std::string text = Output();
    for (int i = 0; i < 5000 && text.find('\n') == std::string::npos; ++i, text = Output())
      std::this_thread::sleep_for(2ms);
    return text.substr(0, text.find('\n'));
  }

  std::filesystem::path output_ = testing::TempDir() + "/grafake-process-group-" + std::to_string(getpid());
};

bool IsGone(pid_t process) {
  const int end = static_cast<int>(syscall(SYS_pidfd_open, process, 0));
  if (end < 0) return true;
  pollfd ended{.fd = end, .events = POLLIN, .revents = 0};
  const bool gone = poll(&ended, 1, 10000) > 0;
  close(end);
  return gone;
}

TEST_F(ProcessGroupTest, CannotFillTheDisk) {
  const auto group = Start("bash -c 'ulimit -f'");
  ASSERT_TRUE(group) << group.error();
  ASSERT_TRUE((*group)->EndsWithin(10s));
  EXPECT_EQ(Output(), "1048576\n");  // KiB
}

TEST_F(ProcessGroupTest, InheritsNothingButWhatIsSaid) {
  setenv("GRAFAKE_LEAK", "1", 1);
  const auto group = Start("/usr/bin/env; echo err >&2; ls /proc/self/fd | wc -l", {"A=b c"});
  ASSERT_TRUE(group) << group.error();
  ASSERT_TRUE((*group)->EndsWithin(10s));
  EXPECT_THAT(Output(), testing::HasSubstr("A=b c\n"));
  EXPECT_THAT(Output(), testing::Not(testing::HasSubstr("GRAFAKE_LEAK")));
  EXPECT_THAT(Output(), testing::EndsWith("err\n4\n"));  // three and the directory that ls reads
}

TEST_F(ProcessGroupTest, TellsTheCodeOfAProgramThatEndedByItself) {
  const auto ended = Start("exit 5");
  ASSERT_TRUE(ended && (*ended)->EndsWithin(10s));
  EXPECT_EQ((*ended)->ExitCode(), 5);
  const auto killed = Start("kill -9 $$");
  ASSERT_TRUE(killed && (*killed)->EndsWithin(10s));
  EXPECT_EQ((*killed)->ExitCode(), std::nullopt);
  const auto running = Start("sleep 1000");
  ASSERT_TRUE(running);
  EXPECT_EQ((*running)->ExitCode(), std::nullopt);
}

TEST_F(ProcessGroupTest, TerminateReachesTheWholeGroup) {
  const auto group = Start("sleep 1000 & echo $!; wait");
  ASSERT_TRUE(group) << group.error();
  const pid_t child = std::stoi(AwaitLine());
  (*group)->Terminate();
  EXPECT_TRUE((*group)->EndsWithin(10s));
  EXPECT_TRUE(IsGone(child));
}

TEST_F(ProcessGroupTest, NothingOutlivesTheObject) {
  auto group = Start("trap '' TERM; sleep 1000 & echo $!; wait");
  ASSERT_TRUE(group) << group.error();
  const pid_t child = std::stoi(AwaitLine());
  EXPECT_FALSE((*group)->EndsWithin(0ms));
  group->reset();
  EXPECT_TRUE(IsGone(child));
}

TEST_F(ProcessGroupTest, NothingOutlivesOurDeath) {
  const pid_t starter = fork();
  if (starter == 0) {
    const auto group = Start("sleep 1000 & echo $!; wait");
    (void)AwaitLine();
    raise(SIGKILL);
  }
  waitpid(starter, nullptr, 0);
  EXPECT_TRUE(IsGone(std::stoi(AwaitLine())));
}

TEST_F(ProcessGroupTest, WhatCannotBeExecutedEnds) {
  const auto group = ProcessGroup::Start({{"/no/such/program"}, {}, output_});
  ASSERT_TRUE(group) << group.error();
  EXPECT_TRUE((*group)->EndsWithin(10s));
  EXPECT_FALSE(ProcessGroup::Start({{}, {}, output_}).has_value());
  EXPECT_FALSE(ProcessGroup::Start({{"true"}, {}, "/no/such/directory/file"}).has_value());
}

}  // namespace
}  // namespace grafake::conformance
