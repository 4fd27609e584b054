#pragma once

#include <filesystem>

#include "server/storage/file_terms.h"

namespace grafake::server {

// Looks at the file of a database before anything opens it to write, and throws DatabaseError, with a sentence that
// says what it is, unless it is missing, new, grafake's or Grafana's, and of no later release than `terms` name.
// Changes nothing. `kept_data`: a grafake has kept data here before.
void RefuseForeignFile(const std::filesystem::path& file, bool kept_data, const FileTerms& terms);

}  // namespace grafake::server
