// A server ends with what started it, whatever becomes of that.
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include <array>
#include <utility>

#include "server/program_fixture.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class EndWatchTest : public ProgramTest {
 protected:
  // What loses its parent becomes a child of this process, which can wait for it then.
  EndWatchTest() { prctl(PR_SET_CHILD_SUBREAPER, 1); }
  ~EndWatchTest() override { prctl(PR_SET_CHILD_SUBREAPER, 0); }

  // Starts the program from a process of its own, which lives until it is killed.
  pid_t BeginBelowAParent(const std::vector<std::string>& words) {
    const pid_t parent = fork();
    if (parent != 0) return running.emplace_back(parent);
    Begin(words);
    for (;;) pause();
  }

  pid_t ProcessInPidFile() {
    pid_t process = 0;
    std::ifstream(directory / "pid") >> process;
    return process;
  }

  std::vector<std::string> Words(std::vector<std::string> more) {
    more.insert(more.begin(), {"--port", "0", "--ready-file", (directory / "url").string(), "--pidfile",
                               (directory / "pid").string()});
    return more;
  }
};

TEST_F(EndWatchTest, EndsWithAParentThatIsKilled) {
  const pid_t parent = BeginBelowAParent(Words({"--exit-with-parent"}));
  EXPECT_NE(AwaitReady(), 0);
  const pid_t server = ProcessInPidFile();
  kill(parent, SIGKILL);
  EXPECT_EQ(End(parent), -SIGKILL);
  EXPECT_EQ(End(server), 0);
  EXPECT_THAT(Out(), HasSubstr("The parent process has ended"));
  EXPECT_FALSE(fs::exists(directory / "url"));
}

TEST_F(EndWatchTest, OutlivesItsParentWhenNothingIsSaid) {
  const pid_t parent = BeginBelowAParent(Words({}));
  const auto port = AwaitReady();
  kill(parent, SIGKILL);
  EXPECT_EQ(End(parent), -SIGKILL);
  EXPECT_THAT(Get(port, "/api/org"), HasSubstr("Main Org."));
  const pid_t server = ProcessInPidFile();
  kill(server, SIGTERM);
  EXPECT_EQ(End(server), 0);
  EXPECT_THAT(Out(), AllOf(HasSubstr("System signal: terminated"), Not(HasSubstr("parent"))));
}

// Standard input is a pipe whose other end this test has.
class EndWithInputTest : public EndWatchTest {
 protected:
  EndWithInputTest() {
    EXPECT_EQ(pipe2(pipe.data(), O_CLOEXEC), 0);
    input_before = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    dup2(pipe[0], STDIN_FILENO);
  }
  ~EndWithInputTest() override {
    dup2(input_before, STDIN_FILENO);
    for (const int descriptor : {pipe[0], pipe[1], input_before}) close(descriptor);
  }
  void CloseInput() { close(std::exchange(pipe[1], -1)); }

  std::array<int, 2> pipe{};
  int input_before = -1;
};

TEST_F(EndWithInputTest, EndsWithStandardInputWhateverItSays) {
  const auto port = Listen({"--exit-with-stdin"});
  ASSERT_EQ(write(pipe[1], "words\n", 6), 6);
  EXPECT_THAT(Get(port, "/api/org"), HasSubstr("Main Org."));
  CloseInput();
  EXPECT_EQ(End(running.back()), 0);
  EXPECT_THAT(Out(), HasSubstr("Standard input has ended"));
  EXPECT_FALSE(fs::exists(directory / "url"));
}

TEST_F(EndWithInputTest, StandardInputMeansNothingWhenNothingIsSaid) {
  const auto port = Listen({});
  CloseInput();
  EXPECT_THAT(Get(port, "/api/org"), HasSubstr("Main Org."));
}

// A start that nobody waits for any more ends too, before it serves.
TEST_F(EndWithInputTest, EndsWhileItWaitsForTheReaderOfItsReadyPipe) {
  ASSERT_EQ(mkfifo((directory / "pipe").c_str(), 0600), 0);
  const pid_t server = Begin({"--port", "0", "--ready-file", (directory / "pipe").string(), "--exit-with-stdin"});
  CloseInput();
  EXPECT_EQ(End(server), 0);
}

TEST_F(EndWithInputTest, ExecLeavesStandardInputToTheCommand) {
  EXPECT_EQ(Run({"exec", "--exit-with-stdin", "--", "true"}), 125);
  EXPECT_THAT(Err(), HasSubstr("standard input is the command's"));
}

TEST_F(EndWatchTest, ACommandIsToldThatExecsParentHasEnded) {
  const std::string wait = "echo $$ >pid; trap 'echo told; exit 0' TERM; echo up >url; while :; do sleep 0.01; done";
  const pid_t parent = BeginBelowAParent({"exec", "--exit-with-parent", "--", "sh", "-c", wait});
  (void)AwaitReady();
  kill(parent, SIGKILL);
  EXPECT_EQ(End(parent), -SIGKILL);
  int status = 0;
  while (waitpid(-1, &status, 0) > 0) {
  }
  EXPECT_THAT(Out(), HasSubstr("told"));
}

}  // namespace
}  // namespace grafake::server
