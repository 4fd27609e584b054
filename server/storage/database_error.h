#pragma once

#include <stdexcept>
#include <string>

namespace grafake::server {

// The database cannot be used.
class DatabaseError : public std::runtime_error {
 public:
  enum class Kind {
    kUnusable,       // it cannot be opened: the sentence names the file and what to do
    kNotADatabase,   // the file is there, but it is something else: the text is its name
    kNoOrgForAdmin,  // its first admin needs an org that is not there ([users] auto_assign_org_id)
  };
  explicit DatabaseError(const std::string& what, Kind kind = Kind::kUnusable)
      : std::runtime_error(what), kind_(kind) {}

  [[nodiscard]] Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

}  // namespace grafake::server
