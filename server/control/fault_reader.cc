#include "server/control/fault_reader.h"

#include <algorithm>

#include "server/control/document_json.h"
#include "server/control/route_names.h"
#include "server/control/time_words.h"

namespace grafake::server {
namespace {

using Kind = DocumentNode::Kind;
using std::chrono::nanoseconds;

constexpr std::size_t kLongestName = 100;
constexpr std::chrono::hours kLongestDelay{1};
constexpr std::int64_t kMostOfFault = 1'000'000'000;  // times, bytes

bool IsWordOf(std::string_view text, std::string_view others) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
  });
}

std::string ReadFaultName(MemberReader& members) {
  const auto given = members.Text("name");
  if (given && given->empty()) members.Refuse("name", "is empty; leave it out, and one is chosen");
  std::string name = given.value_or("");
  if (!name.empty() && (name.size() > kLongestName || !IsWordOf(name, "._-")))
    members.Refuse("name", "has up to 100 letters, digits, '.', '_' and '-', so that a header and a path can hold it");
  if (name == "." || name == "..") members.Refuse("name", "is \"" + name + "\", which clients take out of a path");
  return name;
}

std::optional<std::uint64_t> ReadCount(MemberReader& members, std::string_view name, std::int64_t least) {
  const auto count = members.Integer(name);
  if (!count) return std::nullopt;
  if (*count < least || *count > kMostOfFault)
    members.Refuse(name, "is " + std::to_string(*count) + "; expected " + std::to_string(least) + " to 1000000000");
  return static_cast<std::uint64_t>(*count);
}

// Empty: any.
std::string ReadWhich(MemberReader& when, const std::string& name) {
  const auto text = when.Text(name);
  if (text && text->empty()) when.Refuse(name, "is empty; leave it out, and any " + name + " meets the fault");
  return text.value_or("");
}

std::string ReadMethod(MemberReader& when) {
  std::string method = ReadWhich(when, "method");
  const std::vector<std::string> methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  if (!method.empty() && std::ranges::find(methods, method) == methods.end())
    when.RefuseWord("method", method, methods);
  return method;
}

Fault::When ReadWhen(MemberReader& members, const std::vector<RoutePath>& paths) {
  const DocumentNode* node = members.Find("when");
  if (node == nullptr) return {};
  MemberReader reader(*node, members.PathOf("when"));
  Fault::When when{.method = ReadMethod(reader),
                   .route = ReadWhich(reader, "route"),
                   .caller = ReadWhich(reader, "caller"),
                   .after = ReadCount(reader, "after", 0).value_or(0),
                   .named = reader.Boolean("named").value_or(false)};
  reader.Finish();
  if (!when.route.empty()) {
    if (const auto why = WhyNoRoute(when.method, when.route, paths))
      reader.Refuse("route", "is \"" + when.route + "\", which " + *why);
  }
  return when;
}

nanoseconds ReadDelaySpan(MemberReader& members, std::string_view name) {
  const std::string text = members.NeedText(name);
  const auto span = ParseSpan(text);
  if (!span) members.Refuse(name, "is \"" + text + "\"; expected a span such as \"2s\" or \"250ms\"");
  if (*span < nanoseconds(0) || *span > kLongestDelay)
    members.Refuse(name, "is \"" + text + "\"; expected a span from 0s to 1h");
  return *span;
}

Fault::Delay ReadDelay(MemberReader& what) {
  const DocumentNode* node = what.Find("delay");
  if (node == nullptr) return {};
  if (node->kind == Kind::kText) {
    const nanoseconds span = ReadDelaySpan(what, "delay");
    return {span, span};
  }
  if (node->kind != Kind::kMap)
    what.Refuse("delay", "is " + std::string(NameOf(node->kind)) +
                             "; expected a span such as \"2s\", or {\"from\": \"10ms\", \"to\": \"2s\"}");
  MemberReader reader(*node, what.PathOf("delay"));
  const Fault::Delay delay{ReadDelaySpan(reader, "from"), ReadDelaySpan(reader, "to")};
  reader.Finish();
  if (delay.to < delay.from) reader.Refuse("to", "is less than from");
  return delay;
}

Carried ReadApply(MemberReader& what) {
  const std::string apply = what.Text("apply").value_or("once");
  if (apply == "never") return Carried::kNever;
  if (apply == "once") return Carried::kOnce;
  if (apply == "twice") return Carried::kTwice;
  what.RefuseWord("apply", apply, {"never", "once", "twice"});
}

// The framing is the server's.
void CheckHeader(const MemberReader& headers, const DocumentMember& header) {
  const auto& [name, value] = header;
  if (!IsWordOf(name, "!#$%&'*+-.^_`|~")) headers.Refuse(name, "is no name of a header");
  if (SameHeaderName(name, "Content-Length") || SameHeaderName(name, "Transfer-Encoding"))
    headers.Refuse(name, "is made by the server; cut_after sends less of a body than it says");
  if (SameHeaderName(name, "Connection"))
    headers.Refuse(name, "is made by the server; drop, reset, cut_after and garbage end the connection");
  if (value.kind != Kind::kText && value.kind != Kind::kNumber && value.kind != Kind::kBoolean)
    headers.Refuse(name, "is " + std::string(NameOf(value.kind)) + "; expected text");
  if (std::ranges::any_of(value.text, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; }))
    headers.Refuse(name, "holds a character that no header can hold");
}

std::vector<Header> ReadHeaders(MemberReader& then) {
  const DocumentNode* node = then.Find("headers");
  if (node == nullptr) return {};
  const MemberReader reader(*node, then.PathOf("headers"));
  std::vector<Header> headers;
  for (const DocumentMember& header : node->members) {
    CheckHeader(reader, header);
    headers.push_back({header.name, header.value.text});
  }
  return headers;
}

void AddDefaultType(std::vector<Header>& headers, std::string_view type) {
  const bool has = std::ranges::any_of(headers, [](const Header& h) { return SameHeaderName(h.name, "Content-Type"); });
  if (!has) headers.push_back({"Content-Type", std::string(type)});
}

// A body that is text is sent as it is; anything else is sent as JSON.
std::optional<Fault::Given> ReadGiven(MemberReader& then) {
  const auto status = then.Integer("status");
  std::vector<Header> headers = ReadHeaders(then);
  const DocumentNode* body = then.Find("body");
  if (!status && headers.empty() && body == nullptr) return std::nullopt;
  if (!status) then.Refuse(body != nullptr ? "body" : "headers", "needs a status beside it");
  if (*status < 200 || *status > 999) then.Refuse("status", "is a number from 200 to 999");
  if (body != nullptr && (*status == 204 || *status == 304))
    then.Refuse("body", "cannot be sent with status " + std::to_string(*status));
  Fault::Given given{.status = static_cast<int>(*status), .headers = std::move(headers), .body = {}};
  if (body == nullptr) return given;
  const bool text = body->kind == Kind::kText;
  given.body = text ? body->text : JsonOf(*body);
  AddDefaultType(given.headers, text ? "text/plain; charset=utf-8" : "application/json");
  return given;
}

void ReadThenMap(const DocumentNode& node, const std::string& path, Fault& fault) {
  MemberReader then(node, path);
  fault.given = ReadGiven(then);
  fault.delivery.cut_after = ReadCount(then, "cut_after", 0);
  fault.delivery.bytes_a_second = ReadCount(then, "drip", 1).value_or(0);
  const bool garbage = then.Boolean("garbage").value_or(false);
  then.Finish();
  const bool in_parts = fault.delivery.cut_after || fault.delivery.bytes_a_second != 0;
  if (garbage && (fault.given || in_parts)) then.Refuse("garbage", "stands alone: it takes the place of the answer");
  if (!garbage && !fault.given && !in_parts)
    throw BadMember(node.line, path + " says nothing; expected status, cut_after, drip or garbage");
  if (garbage) fault.delivery.end = Delivery::End::kGarbage;
}

// True when the word is one of those that say what becomes of the request itself.
bool TakePlight(const std::string& word, Fault& fault) {
  if (word == "locked") fault.plight.database_locked = true;
  if (word == "slow-cache") fault.plight.caller_kept = true;
  return word == "locked" || word == "slow-cache";
}

void ReadThenWord(const MemberReader& what, const std::string& word, Fault& fault) {
  if (word == "answer" || TakePlight(word, fault)) return;
  if (word == "drop") {
    fault.delivery.end = Delivery::End::kDropped;
  } else if (word == "reset") {
    fault.delivery.end = Delivery::End::kReset;
  } else {
    what.RefuseWord("then", word, {"answer", "drop", "reset", "locked", "slow-cache"});
  }
}

void ReadThen(MemberReader& what, Fault& fault) {
  const DocumentNode* then = what.Find("then");
  if (then == nullptr) return;
  if (then->kind == Kind::kText) return ReadThenWord(what, then->text, fault);
  if (then->kind == Kind::kMap) return ReadThenMap(*then, what.PathOf("then"), fault);
  what.Refuse("then", "is " + std::string(NameOf(then->kind)) +
                          "; expected answer, drop, reset, or a map with status, cut_after, drip or garbage");
}

bool GoesOutAsMade(const Fault& fault) { return !fault.given && fault.delivery.end == Delivery::End::kUsual; }

void CheckDo(const MemberReader& what, const Fault& fault) {
  const bool in_plight = fault.plight.database_locked || fault.plight.caller_kept;
  if (fault.apply == Carried::kNever && (GoesOutAsMade(fault) || in_plight))
    what.Refuse("apply", "is \"never\", and then there is no answer: then says drop, reset, garbage or a status");
  if (fault.apply == Carried::kTwice && fault.plight.database_locked)
    what.Refuse("apply", "is \"twice\", but nothing is carried out where the database is locked");
  const bool changes = in_plight || !GoesOutAsMade(fault) || fault.apply != Carried::kOnce ||
                       fault.delivery.cut_after || fault.delivery.bytes_a_second != 0 ||
                       fault.delay.to > nanoseconds(0);
  if (!changes) what.Refuse("apply", "is as usual (once): say then or delay, too");
}

// The map that says what somebody has said in a word; empty: nobody knows what is meant.
std::string MeantBy(const std::string& word) {
  if (word == "drop" || word == "reset") return R"({"then": ")" + word + "\"}";
  if (word == "never") return R"({"apply": "never", "then": "drop"})";
  if (word == "once") return R"({"apply": "once", "then": "drop"})";
  if (word == "twice" || word == "answer") return R"({"apply": "twice", "then": "answer"})";
  if (word == "garbage") return R"({"then": {"garbage": true}})";
  if (ParseSpan(word)) return R"({"delay": ")" + word + "\"}";
  return "";
}

void ReadDo(MemberReader& members, Fault& fault) {
  const DocumentNode* node = members.Find("do");
  if (node == nullptr)
    throw BadMember(members.LineOf("do"),
                    R"("do" is missing: "locked", "slow-cache" or a map such as {"apply": "once", "then": "drop"})");
  if (node->kind == Kind::kText) {
    if (TakePlight(node->text, fault)) return;
    if (const std::string meant = MeantBy(node->text); !meant.empty())
      members.Refuse("do", "is \"" + node->text + "\"; expected a map: " + meant);
    members.RefuseWord("do", node->text, {"locked", "slow-cache"});
  }
  MemberReader what(*node, members.PathOf("do"));
  fault.apply = ReadApply(what);
  ReadThen(what, fault);
  fault.delay = ReadDelay(what);
  what.Finish();
  CheckDo(what, fault);
}

std::string SaidOf(MemberReader& members, std::string_view name) {
  const DocumentNode* node = members.Find(name);
  return node == nullptr ? "{}" : JsonOf(*node);
}

}  // namespace

Fault ReadFault(MemberReader& members, const std::vector<RoutePath>& paths) {
  Fault fault;
  fault.name = ReadFaultName(members);
  fault.when = ReadWhen(members, paths);
  fault.times = ReadCount(members, "times", 1);
  ReadDo(members, fault);
  fault.said_when = SaidOf(members, "when");
  fault.said_do = SaidOf(members, "do");
  return fault;
}

}  // namespace grafake::server
