#pragma once

#include <array>
#include <initializer_list>

#include "server/releases/refusals.h"
#include "server/storage/result.h"

namespace grafake::server {

// Which refusal an operation answers for each ErrorCode. Every code is named, so that a new one does not compile until
// each operation says what it means there:
//
//   constexpr RefusalTable kRenaming({{ErrorCode::kOrgTaken, &Refusals::org_name_taken}},  // these have their own
//                                    &Refusals::org_update_failed,   // for failures of the database
//                                    kThingErrors | kUserErrors);    // and for these codes
class RefusalTable {
 public:
  using Choice = Refusal Refusals::*;
  struct Entry {
    ErrorCode code;
    Choice refusal;
  };

  // Whether every code is named.
  static constexpr bool IsComplete(std::initializer_list<Entry> own, ErrorCodes as_failed) {
    for (unsigned i = 0; i != ErrorCodes::kCount; ++i) {
      const auto code = static_cast<ErrorCode>(i);
      bool named = code == ErrorCode::kStorage || as_failed.Has(code);
      for (const Entry& entry : own) named = named || entry.code == code;
      if (!named) return false;
    }
    return true;
  }

  consteval RefusalTable(std::initializer_list<Entry> own, Choice failed, ErrorCodes as_failed) {
    if (!IsComplete(own, as_failed)) throw "an ErrorCode has no refusal here: name it";
    choices_.fill(failed);
    for (const Entry& entry : own) choices_[static_cast<unsigned>(entry.code)] = entry.refusal;
  }

  [[nodiscard]] const Refusal& Find(const Refusals& refusals, ErrorCode code) const {
    return refusals.*choices_.at(static_cast<unsigned>(code));
  }

 private:
  std::array<Choice, ErrorCodes::kCount> choices_{};
};

}  // namespace grafake::server
