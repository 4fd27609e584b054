#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/control/exchange.h"
#include "server/control/redaction.h"
#include "server/domain/principal.h"

namespace grafake::server {

// An exchange as the journal keeps it but for its time: copied, with names in the place of secrets. Immutable, and of
// no Instance: one may stand for many exchanges that said the same.
class JournalEntry {
 public:
  // A header, "name: value", taken apart.
  using HeaderView = std::pair<std::string_view, std::string_view>;

  JournalEntry(const Exchange& exchange, const KnownSecrets& known);

  // Whether it is what the exchange says, byte by byte, but for the token that its caller has shown in the usual way,
  // which has a form and is named here. What has met a fault or was refused is never so.
  [[nodiscard]] bool IsOf(const Exchange& exchange) const;

  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] Carried carried() const { return carried_; }
  [[nodiscard]] Principal::Kind caller_kind() const { return caller_kind_; }
  [[nodiscard]] bool caller_known() const { return caller_known_; }  // it came so far that somebody asked who it is
  [[nodiscard]] std::int64_t org_id() const { return org_id_; }      // in which the caller was

  [[nodiscard]] std::string_view method() const { return Part(kMethod); }
  [[nodiscard]] std::string_view target() const { return Part(kTarget); }  // as it was sent
  [[nodiscard]] std::string_view route() const { return Part(kRoute); }    // "/api/teams/:teamId"; empty: none
  [[nodiscard]] std::string_view caller() const { return Part(kCaller); }  // a login, or an account's name
  [[nodiscard]] std::string_view token() const { return Part(kToken); }    // the name of that of an account or of a key
  [[nodiscard]] std::string_view fault() const { return Part(kFault); }    // which it has met; empty: none
  [[nodiscard]] std::string_view why() const { return Part(kWhy); }        // it was refused; empty: nobody says
  [[nodiscard]] std::vector<HeaderView> request_headers() const { return Split(Part(kRequestHeaders)); }
  [[nodiscard]] std::vector<HeaderView> response_headers() const { return Split(Part(kResponseHeaders)); }

  // Bytes of memory.
  [[nodiscard]] std::size_t size() const { return sizeof *this + text_.capacity(); }

 private:
  enum PartIndex { kMethod, kTarget, kRoute, kCaller, kToken, kFault, kWhy, kRequestHeaders, kResponseHeaders, kParts };

  [[nodiscard]] std::string_view Part(PartIndex part) const {
    const std::size_t begin = part == 0 ? 0 : ends_[part - 1];
    return std::string_view(text_).substr(begin, ends_[part] - begin);
  }
  [[nodiscard]] static std::vector<HeaderView> Split(std::string_view lines);
  [[nodiscard]] bool IsOfCaller(const Principal* who) const;
  // Of an account its own name, which people know; its login is made of that.
  [[nodiscard]] static std::string_view ShownName(const Principal& caller) {
    return caller.kind == Principal::Kind::kAccount ? caller.name : caller.login;
  }

  std::int64_t org_id_ = 0;
  int status_;
  Carried carried_;
  Principal::Kind caller_kind_ = Principal::Kind::kNobody;
  bool caller_known_ = false;
  std::string text_;  // all parts, one behind the other: one allocation
  std::array<std::uint32_t, kParts> ends_{};
};

// What was said in an exchange besides. The journal forgets the oldest ones when they become too much.
class JournalBodies {
 public:
  static constexpr std::size_t kMost = std::size_t{16} << 10;  // bytes of each

  JournalBodies(const Exchange& exchange, const KnownSecrets& known);

  // Whether they are those of the exchange, byte by byte.
  [[nodiscard]] bool IsOf(const Exchange& exchange) const;

  struct Body {
    std::string_view text;
    std::size_t size = 0;  // as it was sent, in bytes
    bool cut = false;      // `text` is its beginning
  };
  [[nodiscard]] Body request() const { return {std::string_view(text_).substr(0, middle_), sent_, sent_cut_}; }
  [[nodiscard]] Body response() const { return {std::string_view(text_).substr(middle_), answered_, answered_cut_}; }

  // Bytes of memory.
  [[nodiscard]] std::size_t size() const { return sizeof *this + text_.capacity(); }

 private:
  std::string text_;  // both
  std::size_t middle_ = 0;
  std::size_t sent_;  // bytes, as on the wire
  std::size_t answered_;
  bool sent_cut_ = false;
  bool answered_cut_ = false;
};

}  // namespace grafake::server
