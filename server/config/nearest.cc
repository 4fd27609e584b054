#include "server/config/nearest.h"

#include <algorithm>
#include <numeric>

#include "server/ascii.h"
#include "server/config/splitting.h"

namespace grafake::server {
namespace {

// Levenshtein's distance: how many letters must be added, dropped or replaced.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (LowerAscii(a[i - 1]) == LowerAscii(b[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

std::vector<std::string> LowerWords(std::string_view name) { return SplitWords(LowerText(name), "_."); }

// True when all words stand in the other name too, in their order, the last one last: server_port in server_http_port.
bool LeavesOutWords(const std::vector<std::string>& words, const std::vector<std::string>& whole) {
  if (words.size() < 2 || whole.empty() || words.back() != whole.back()) return false;
  auto at = whole.begin();
  for (const std::string& word : words) {
    at = std::find(at, whole.end(), word);
    if (at == whole.end()) return false;
    ++at;
  }
  return true;
}

// A name with a word too few is like the one candidate that has it; `least` becomes how many are missing, and one.
std::string WithWordsLeftOut(std::string_view name, const std::vector<std::string>& candidates, std::size_t& least) {
  const auto words = LowerWords(name);
  std::string nearest;
  for (const std::string& candidate : candidates) {
    const auto whole = LowerWords(candidate);
    if (!LeavesOutWords(words, whole)) continue;
    const std::size_t distance = 1 + whole.size() - words.size();
    if (distance > least || (distance == least && nearest.empty())) continue;
    nearest = distance == least ? "" : candidate;
    least = distance;
  }
  return nearest;
}

}  // namespace

std::string Guess(std::string_view nearest, std::string_view before, std::string_view after) {
  if (nearest.empty()) return "";
  return std::string("; did you mean ").append(before).append(nearest).append(after).append("?");
}

std::string Nearest(std::string_view name, const std::vector<std::string>& candidates) {
  std::string nearest;
  std::size_t least = name.size() / 3 + 2;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = Distance(name, candidate);
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  const std::string longer = WithWordsLeftOut(name, candidates, least);
  return longer.empty() ? nearest : longer;
}

}  // namespace grafake::server
