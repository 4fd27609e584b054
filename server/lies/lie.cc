#include "server/lies/lie.h"

#include <algorithm>
#include <iterator>

#include "server/lies/telling.h"

namespace grafake::server {

const std::vector<Lie>& Lies() {
  static const std::vector<Lie> kLies = [] {
    std::vector<Lie> all;
    for (std::vector<Lie> some :
         {lies::TokenLies(), lies::AccountLies(), lies::PeopleLies(), lies::AnswerLies(), lies::DocumentLies(),
          lies::DataSourceLies(), lies::VouchingLies(), lies::PassingLies()}) {
      std::ranges::move(some, std::back_inserter(all));
    }
    std::ranges::sort(all, {}, &Lie::name);
    return all;
  }();
  return kLies;
}

const Lie* FindLie(std::string_view name) {
  const auto found = std::ranges::find(Lies(), name, &Lie::name);
  return found == Lies().end() ? nullptr : &*found;
}

std::string LiesText(const Release& release) {
  std::string text;
  for (const Lie& lie : Lies()) {
    if (!lie.CanBeToldOf(release)) continue;
    text += std::string(lie.name) + std::string(32 - std::min<std::size_t>(31, lie.name.size()), ' ') +
            std::string(lie.sentence) + "\n";
  }
  return text;
}

}  // namespace grafake::server
