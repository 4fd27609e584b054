#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace grafake::server {

// What is known of the secrets of one exchange. Views; they live as long as the call.
struct KnownSecrets {
  std::string_view token;                    // that was shown; empty: none
  std::string_view name = "<token>";         // what stands in its place: "<token known of robot>"
  std::string_view password = "<password>";  // what stands in the place of the password that was shown
  // Secrets that were shown, of no form that would tell them, in all the forms that they may have elsewhere. A longer
  // one comes before those that it may hold.
  std::span<const std::string> shapeless;
  std::string_view header = {};  // whose value is a secret though its name does not say it; empty: none
  bool codes = false;            // members named "code" hold one, which is as good as a password
};

// A secret that is known to the byte is hidden wherever it stands, but for one that would be part of many words.
[[nodiscard]] inline bool IsHidden(std::string_view secret) { return secret.size() >= 4; }

// What is a secret in `text` is one in any exchange.
[[nodiscard]] bool IsRedactedAlike(std::string_view text, const KnownSecrets& known);

// Copies texts with names in the place of secrets: whatever has the form of a token, user and password of a URL, and
// values whose names say what they are. Better too much than too little. What is appended holds no line break that was
// not in the text.

// What the server itself says: a colon behind "credential" makes no secret of what follows.
void AppendRedactedSentence(std::string& out, std::string_view sentence, const KnownSecrets& known);

// A text without those that are known to be secrets of the exchange.
[[nodiscard]] std::string WithoutShapeless(std::string_view text, const KnownSecrets& known, std::string_view instead);

// A target, a header's value, a field: `name=value`, `name: value`, percent-encoding and JSON's escapes at any depth.
void AppendRedactedText(std::string& out, std::string_view text, const KnownSecrets& known);

// A target: of paths also what follows "/invite/" and the like.
void AppendRedactedTarget(std::string& out, std::string_view target, const KnownSecrets& known);

// The value of a header of that name.
void AppendRedactedHeader(std::string& out, std::string_view name, std::string_view value, const KnownSecrets& known);

// Whose words a body is.
enum class BodyOf { kClient, kServer };

// At most `most` bytes of it. False: there is more than was appended. Nothing is appended of what is no text, or of XML
// or parts of a form: who knows where a secret stands there.
[[nodiscard]] bool AppendRedactedBody(std::string& out, std::string_view body, BodyOf whose, std::size_t most,
                                      const KnownSecrets& known);

}  // namespace grafake::server
