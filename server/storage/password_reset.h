#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "server/storage/database.h"
#include "server/storage/file_terms.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// The name of the release that a database file belongs to; empty when there is no such file. Throws DatabaseError.
[[nodiscard]] std::string ReleaseOfFileAt(const std::filesystem::path& file, const FileTerms& terms);

// Sets a user's password in a database file beside the server that may have it open: the next request finds it, and a
// server that runs is neither stopped nor waited for longer than ten seconds. False when there is no such user. Throws
// DatabaseError for a file that is not there or holds something else.
[[nodiscard]] bool ResetPassword(const std::filesystem::path& file, std::int64_t user_id, const std::string& hash,
                                 const std::string& salt, Timestamp now);

}  // namespace grafake::server
