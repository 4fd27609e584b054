#include "server/control/path_codes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "server/ascii.h"
#include "server/control/secret_names.h"

namespace grafake::server {
namespace {

// What stands in a path before a code that is as good as a password.
constexpr auto kBeforeCodes = std::to_array<std::string_view>(
    {"invite", "invites", "snapshots", "snapshot", "snapshots-delete", "public-dashboards", "reset"});

// What may stand there without being one.
constexpr auto kNoCodes = std::to_array<std::string_view>({"complete", "shared-options"});

constexpr std::string_view kEndsOfSegments = "/\\?#&=\"'<> \t\r\n";

template <class Words>
bool IsAmongWords(const Words& words, std::string_view segment) {
  constexpr std::size_t kLongest = 20;
  return segment.size() <= kLongest && std::ranges::find(words, LowerText(segment)) != words.end();
}

// Walks through the segments of paths.
class CodeHiding {
 public:
  void Append(std::string_view segment) {
    const bool no_step = segment.empty() || segment == ".";
    const bool back = segment == "..";
    if (no_step || back) {
      code_ = code_ || (back && within_);  // back to where one may stand
      out_ += segment;
      return;
    }
    const bool hidden = code_ && !IsAmongWords(kNoCodes, segment);
    out_ += hidden ? NameOf(SecretKind::kSecret) : segment;
    code_ = IsAmongWords(kBeforeCodes, segment);
    within_ = within_ || code_;
  }

  void AppendEnd(char c) {
    out_ += c;
    if (c != '/' && c != '\\') code_ = within_ = false;
  }

  [[nodiscard]] std::string& out() { return out_; }

 private:
  std::string out_;
  bool code_ = false;    // one follows
  bool within_ = false;  // of this path: one may have gone before
};

}  // namespace

std::string WithoutPathCodes(std::string_view text) {
  CodeHiding hiding;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kEndsOfSegments), text.size());
    hiding.Append(text.substr(0, end));
    if (end < text.size()) hiding.AppendEnd(text[end]);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::move(hiding.out());
}

bool TellsCodes(std::string_view path) {
  constexpr auto kOfCodes = std::to_array<std::string_view>({"invite", "invites", "signup", "reset"});
  while (!path.empty()) {
    const std::size_t end = std::min(path.find_first_of(kEndsOfSegments), path.size());
    if (IsAmongWords(kOfCodes, path.substr(0, end))) return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

}  // namespace grafake::server
