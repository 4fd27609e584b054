#pragma once

#include <string_view>

namespace grafake::server {

// What a name says of the value that stands beside it.
enum class SecretKind { kNone, kToken, kPassword, kCookie, kSecret };

// What is shown in the place of one: "<token>".
[[nodiscard]] std::string_view NameOf(SecretKind kind);

// Of a member of JSON, a field of a form, a parameter or a header, decoded: whatever its case, and with '_', '-' and
// '.' or without; also of several ("tokens") and with a tail that says how it is written ("tokenValue", "keyPEM"). Go's
// decoder takes 'ſ' for an s and the Kelvin sign for a k.
[[nodiscard]] SecretKind SecretKindOf(std::string_view name);

// Whether such a name may as well be that of a number: how many tokens there are.
[[nodiscard]] bool MayNameCount(std::string_view name);

// The same of a parameter of a URL or form, where shorter names hold secrets, too.
[[nodiscard]] SecretKind SecretKindOfParameter(std::string_view name);

// The same of a header.
[[nodiscard]] SecretKind SecretKindOfHeader(std::string_view name);

}  // namespace grafake::server
