#include <iostream>

#include "server/command_line.h"
#include "server/config/nearest.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {

int RunHelp(const std::vector<std::string>& words, const Environment& /*environment*/) {
  const Verb* verb = words.empty() ? nullptr : FindVerb(words[0]);
  if (words.size() > 1 || (verb == nullptr && !words.empty())) {
    std::cerr << "grafake help takes one verb or nothing; '" << words.back() << "' is none of them"
              << Guess(Nearest(words.back(), VerbNames())) << "\n";
    return kExitFailed;
  }
  std::cout << (verb == nullptr || verb->usage.empty() ? Usage() : std::string(verb->usage));
  return kExitOk;
}

}  // namespace grafake::server
