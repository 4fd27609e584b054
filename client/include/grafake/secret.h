#pragma once

#include <ostream>
#include <string>

#include "grafake/export.h"

namespace grafake {

/// A password or a token. It cannot be printed or formatted; whoever needs the text says so with Reveal(). The object's
/// memory is wiped when it goes; copies that libcurl, the kernel or the caller make are not this object's to wipe.
class GRAFAKE_EXPORT Secret {
 public:
  Secret() = default;
  /// Takes the text over and wipes what it was in.
  explicit Secret(std::string text) noexcept;
  /// A copy, which is wiped on its own.
  Secret(const Secret& other) = default;
  /// Takes the text over and leaves none.
  Secret(Secret&& other) noexcept;
  /// Wipes its text, then copies the other's.
  Secret& operator=(const Secret& other);
  /// Wipes its text, then takes the other's over.
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  /// The text itself, for as long as the object lives.
  [[nodiscard]] const std::string& Reveal() const { return text_; }
  /// True when there is no text.
  [[nodiscard]] bool empty() const { return text_.empty(); }

  /// Compares the texts.
  friend bool operator==(const Secret& a, const Secret& b) { return a.text_ == b.text_; }
  /// A secret is never printed.
  template <class Stream>
  friend Stream& operator<<(Stream&, const Secret&) = delete;
  /// Keeps GoogleTest from printing the bytes of an object that it cannot print.
  friend void PrintTo(const Secret& /*secret*/, std::ostream* out) { *out << "(a secret)"; }

 private:
  std::string text_;
};

}  // namespace grafake
