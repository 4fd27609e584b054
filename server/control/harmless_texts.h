#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace grafake::server {

// Texts that have been looked through and hold no secret: most of what is said in an exchange was said before. Of one
// thread. It never keeps a text that holds one.
class HarmlessTexts {
 public:
  // How it was looked through.
  enum class As : std::uint8_t {
    kNothing,
    kText,
    kTarget,
    kHeaderName,
    kHeaders,
    kMemberName,
    kClientBody,
    kServerBody
  };

  static constexpr std::size_t kLongest = 1024;  // bytes; longer ones are not kept

  [[nodiscard]] static HarmlessTexts& OfThisThread();

  [[nodiscard]] bool Knows(As as, std::string_view text) const {
    const Slot& slot = slots_[SlotOf(as, text)];
    return slot.as == as && slot.text == text;
  }
  void Learn(As as, std::string_view text) {
    if (text.size() <= kLongest) slots_[SlotOf(as, text)] = {as, std::string(text)};
  }

 private:
  struct Slot {
    As as = As::kNothing;
    std::string text;
  };

  [[nodiscard]] static std::size_t SlotOf(As as, std::string_view text);

  std::array<Slot, 128> slots_;
};

}  // namespace grafake::server
