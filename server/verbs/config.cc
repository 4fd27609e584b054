#include <iostream>

#include "server/verbs/config_verbs.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {

int RunConfig(const std::vector<std::string>& words, const Environment& environment) {
  const std::string command = words.empty() ? "" : words[0];
  const std::vector<std::string> rest(words.begin() + (words.empty() ? 0 : 1), words.end());
  if (command == "show") return ShowConfiguration(rest, environment);
  if (command == "check") return CheckConfiguration(rest, environment);
  std::cerr << "grafake config: say show or check" << (words.empty() ? "" : ", not '" + command + "'") << "\n"
            << FindVerb("config")->usage;
  return kExitFailed;
}

bool TakeJsonFlag(std::vector<std::string>& words) {
  return std::erase_if(words, [](const std::string& word) { return word == "-json" || word == "--json"; }) != 0;
}

}  // namespace grafake::server
