#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// What stands in the address of a document behind its uid: its title in small ASCII letters, digits and '_', with '-'
// for whatever is between them. Where nothing of it is left, the title in base64 for addresses. Letters of
// other scripts are written as they are read (domain/readings.h); what has no reading counts as a sign.
[[nodiscard]] std::string SlugOf(std::string_view title);

}  // namespace grafake::server
