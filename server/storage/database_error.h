#pragma once

#include <stdexcept>

namespace grafake::server {

// The database cannot be opened: the sentence names the file and what to do.
class DatabaseError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The file is there, but it is something else: the text is its name.
class NotADatabase : public DatabaseError {
  using DatabaseError::DatabaseError;
};

}  // namespace grafake::server
