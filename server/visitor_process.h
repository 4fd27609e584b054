// Another program at the database of a server, for tests.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace grafake::server {

// Runs SQL on a file in a process of its own, since locks of one process do not hinder it. It keeps its connection, and
// a transaction that the SQL has begun, until Leave().
class Visitor {
 public:
  Visitor(const std::filesystem::path& file, const std::string& sql) {
    int input[2];
    int output[2];
    (void)!pipe2(input, O_CLOEXEC);
    (void)!pipe2(output, O_CLOEXEC);
    process_ = fork();
    if (process_ == 0) {
      dup2(input[0], STDIN_FILENO);
      dup2(output[1], STDOUT_FILENO);
      execl(GRAFAKE_VISITOR, GRAFAKE_VISITOR, file.c_str(), sql.c_str(), nullptr);
      _exit(127);
    }
    close(input[0]);
    close(output[1]);
    input_ = input[1];
    char bytes[4096];
    for (ssize_t got = 0; !said_.ends_with("done\n") && (got = read(output[0], bytes, sizeof bytes)) > 0;)
      said_.append(bytes, static_cast<std::size_t>(got));
    close(output[0]);
  }
  ~Visitor() { (void)Leave(); }
  Visitor(const Visitor&) = delete;
  Visitor& operator=(const Visitor&) = delete;

  // The first column of all rows, and "done".
  [[nodiscard]] const std::string& said() const { return said_; }

  // Its exit code: 0 when SQLite did all.
  int Leave() {
    if (process_ <= 0) return code_;
    close(input_);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    return code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t process_ = 0;
  int input_ = -1;
  int code_ = 0;
  std::string said_;
};

}  // namespace grafake::server
