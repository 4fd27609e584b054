#include "grafake/secret.h"

#include <cstring>

namespace grafake {
namespace {

// All of its memory: a string that was swapped or moved from has bytes behind its end.
void Wipe(std::string& text) noexcept {
  text.resize(text.capacity());
  explicit_bzero(text.data(), text.size());
  text.clear();
}

void Take(std::string& to, std::string& from) noexcept {
  to.swap(from);
  Wipe(from);
}

}  // namespace

Secret::Secret(std::string text) noexcept { Take(text_, text); }

Secret::Secret(Secret&& other) noexcept { Take(text_, other.text_); }

Secret& Secret::operator=(const Secret& other) {
  if (this != &other) {
    Wipe(text_);
    text_ = other.text_;
  }
  return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    Wipe(text_);
    Take(text_, other.text_);
  }
  return *this;
}

Secret::~Secret() { Wipe(text_); }

}  // namespace grafake
