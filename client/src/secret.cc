#include "grafake/secret.h"

#include <cstring>

#include "src/wipe.h"

namespace grafake {
namespace {

void Take(std::string& to, std::string& from) noexcept {
  to.swap(from);
  Wipe(from);
}

}  // namespace

void Wipe(std::string& text) noexcept {
  text.resize(text.capacity());
  explicit_bzero(text.data(), text.size());
  text.clear();
}

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
