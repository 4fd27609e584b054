#pragma once

#include <string>

namespace grafake::bench {

// Makes the file, whole or not at all: it is written beside its place and put there by rename, so that a full disk
// leaves what was there, and a symbolic link is replaced, not followed. What is no regular file (/dev/stdout, a pipe)
// is written as it is. Throws std::runtime_error that names the path.
void PutFile(const std::string& path, const std::string& text);

// Throws std::runtime_error when PutFile would fail for want of a directory or of permission: before anything is
// measured in vain.
void CheckPlaceFor(const std::string& path);

}  // namespace grafake::bench
