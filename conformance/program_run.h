#pragma once

#include <sys/wait.h>

#include <cstdio>
#include <string>

namespace grafake::conformance {

// How a program ended, and all that it printed.
struct ProgramEnd {
  int code = 0;
  std::string output;
};

// Runs grafake-conformance as a shell would, for tests; `variables` stand before the command.
inline ProgramEnd RunProgram(const std::string& arguments, const std::string& variables = {}) {
  const std::string command = variables + " '" + GRAFAKE_CONFORMANCE + "' " + arguments + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  ProgramEnd ended;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) ended.output += static_cast<char>(c);
  ended.code = WEXITSTATUS(pclose(pipe));
  return ended;
}

}  // namespace grafake::conformance
