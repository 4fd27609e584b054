#pragma once

#include <stdexcept>

namespace grafake::server {

// The database did not do what it was asked; the text is its reason. Nothing of it was kept, nor will be.
class StorageFailure : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace grafake::server
