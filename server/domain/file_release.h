#pragma once

#include "server/releases/release.h"
#include "server/storage/file_terms.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// How a database file comes to belong to a release, which is one of AllReleases().
[[nodiscard]] FileTerms FileTermsOf(const Release& own, Timestamp now);

}  // namespace grafake::server
