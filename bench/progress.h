#pragma once

#include <string>

namespace grafake::bench {

// One line on the terminal that says how far a command is, wiped at the end; nothing where standard error is no
// terminal.
class Progress {
 public:
  ~Progress();
  void Show(const std::string& text);

 private:
  bool shown_ = false;
};

}  // namespace grafake::bench
