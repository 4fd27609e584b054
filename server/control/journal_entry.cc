#include "server/control/journal_entry.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <optional>

#include "server/control/harmless_texts.h"
#include "server/http/compression.h"

namespace grafake::server {
namespace {

// Of a line: a client may send a megabyte of headers.
constexpr std::size_t kMostOfHeader = std::size_t{8} << 10;
constexpr std::size_t kUsualEntryText = 1024;
constexpr std::size_t kRoomForNames = 64;  // they are often longer than the secret

void AppendTarget(std::string& out, const Request& request, const KnownSecrets& known) {
  if (request.raw_target.empty() && request.query.empty()) return AppendRedactedTarget(out, request.path, known);
  AppendRedactedTarget(out, request.Target(), known);
}

void AppendHeader(std::string& out, std::string_view name, std::string_view value, const KnownSecrets& known) {
  const std::size_t begin = out.size();
  AppendRedactedText(out, name, known);
  out += ':';
  AppendRedactedHeader(out, name, value.substr(0, kMostOfHeader), known);
  for (auto at = out.find('\n', begin); at != std::string::npos; at = out.find('\n', at)) out[at] = ' ';
  out += '\n';
}

// As it came, but for those that are always secrets.
void AppendPlainHeader(std::string& out, std::string_view name, std::string_view value, const KnownSecrets& known) {
  out += name;
  out += ':';
  const bool secret = SameHeaderName(name, "Authorization") || SameHeaderName(name, known.header);
  if (secret) {
    AppendRedactedHeader(out, name, value, known);
  } else {
    out += value;
  }
  out += '\n';
}

// A client says the same in most requests, and so does the server in its answers: then they are not looked through
// again.
template <class Headers>
void AppendHeaders(std::string& out, const Headers& headers, const KnownSecrets& known) {
  const std::size_t begin = out.size();
  for (const auto& header : headers) AppendPlainHeader(out, header.name, header.value, known);
  const std::string_view plain = std::string_view(out).substr(begin);
  HarmlessTexts& harmless = HarmlessTexts::OfThisThread();
  const bool of_itself = IsRedactedAlike(plain, known);
  if (of_itself && harmless.Knows(HarmlessTexts::As::kHeaders, plain)) return;
  std::string before(plain);
  // Behind its end, too, the text is kept.
  OPENSSL_cleanse(out.data() + begin, out.size() - begin);
  out.resize(begin);
  for (const auto& header : headers) AppendHeader(out, header.name, header.value, known);
  if (of_itself && std::string_view(out).substr(begin) == before) harmless.Learn(HarmlessTexts::As::kHeaders, before);
  OPENSSL_cleanse(before.data(), before.size());
}

}  // namespace

JournalEntry::JournalEntry(const Exchange& exchange, const KnownSecrets& known)
    : status_(exchange.response.status), carried_(exchange.carried) {
  text_.reserve(kUsualEntryText);
  const auto end = [this](PartIndex part) { ends_[part] = static_cast<std::uint32_t>(text_.size()); };
  AppendRedactedText(text_, exchange.request.method, known);
  end(kMethod);
  AppendTarget(text_, exchange.request, known);
  end(kTarget);
  text_ += exchange.route;
  end(kRoute);
  if (const Principal* caller = exchange.response.caller.get(); caller != nullptr) {
    caller_known_ = true;
    caller_kind_ = caller->kind;
    org_id_ = caller->org_id;
    text_ += ShownName(*caller);
  }
  end(kCaller);
  text_ += exchange.token;
  end(kToken);
  text_ += exchange.fault;
  end(kFault);
  AppendRedactedSentence(text_, exchange.why, known);
  end(kWhy);
  AppendHeaders(text_, exchange.request.headers, known);
  end(kRequestHeaders);
  AppendHeaders(text_, exchange.response.headers, known);
  end(kResponseHeaders);
}

std::vector<JournalEntry::HeaderView> JournalEntry::Split(std::string_view lines) {
  std::vector<HeaderView> headers;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    const std::size_t colon = line.find(':');
    headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
    lines.remove_prefix(end + 1);
  }
  return headers;
}

JournalBodies::JournalBodies(const Exchange& exchange, const KnownSecrets& known)
    : sent_(exchange.request.body.size()), answered_(exchange.response.body.size()) {
  text_.reserve(std::min(sent_, kMost) + std::min(answered_, kMost) + kRoomForNames);
  sent_cut_ = !AppendRedactedBody(text_, exchange.request.body, BodyOf::kClient, kMost, known);
  middle_ = text_.size();
  const auto plain = GunzipBegin(exchange.response, 2 * kMost);
  answered_cut_ = !AppendRedactedBody(text_, plain ? *plain : exchange.response.body, BodyOf::kServer, kMost, known);
}

}  // namespace grafake::server
