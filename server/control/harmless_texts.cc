#include "server/control/harmless_texts.h"

#include <functional>

namespace grafake::server {

HarmlessTexts& HarmlessTexts::OfThisThread() {
  thread_local HarmlessTexts texts;
  return texts;
}

std::size_t HarmlessTexts::SlotOf(As as, std::string_view text) {
  // The beginning and the length tell most apart.
  constexpr std::size_t kHashed = 64;
  const std::size_t hash = std::hash<std::string_view>()(text.substr(0, kHashed));
  return (hash + text.size() * 7 + static_cast<std::size_t>(as) * 31) % std::tuple_size_v<decltype(slots_)>;
}

}  // namespace grafake::server
