#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// What stands in the address of a document behind its uid: its title in small ASCII letters, digits and '_', with '-'
// for whatever is between them. Where nothing of it is left, the title in base64 for addresses. Letters of
// other scripts are written as they are read (domain/readings.h); what has no reading counts as a sign.
[[nodiscard]] std::string SlugOf(std::string_view title);

// The same in releases that read no scripts: '_' is a gap too, "ü" is "ue", and letters that are in no table are the
// hex digits of their bytes. More than 50 bytes, or none, are told by the digest's first digits.
[[nodiscard]] std::string ShortSlugOf(std::string_view title);

}  // namespace grafake::server
