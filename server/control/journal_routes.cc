#include "server/control/journal_routes.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "server/control/control.h"
#include "server/control/control_error.h"
#include "server/control/journal_filter.h"
#include "server/control/journal_json.h"
#include "server/control/reason_words.h"
#include "server/control/route_names.h"
#include "server/control/time_words.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kLongestWait{60};
// Then it is looked whether the world has ended, or the client has gone.
constexpr std::chrono::milliseconds kWaitSlice{100};

struct JournalWish {
  JournalFilter filter;
  std::chrono::nanoseconds wait{0};
  std::size_t count = 1;
};

[[noreturn]] void RefuseParameter(std::string_view name, std::string_view given, std::string_view wanted) {
  throw ControlError(400, std::string(name) + " is " + QuotedWord(given) + "; " + std::string(wanted));
}

std::optional<std::string> TextParameter(const Query& query, std::string_view name) {
  return query.Has(name) ? std::optional(query.Text(name)) : std::nullopt;
}

std::optional<std::uint64_t> NumberParameter(const Query& query, std::string_view name) {
  if (!query.Has(name)) return std::nullopt;
  const auto number = query.ExactInteger(name);
  if (!number || *number < 0)
    RefuseParameter(name, query.Text(name), "expected a whole number from 0 to 9223372036854775807");
  return static_cast<std::uint64_t>(*number);
}

std::chrono::nanoseconds WaitParameter(const Query& query) {
  if (!query.Has("wait")) return {};
  const auto wait = ParseSpan(query.Text("wait"));
  if (!wait) RefuseParameter("wait", query.Text("wait"), wait.error());
  if (*wait < std::chrono::nanoseconds(0) || *wait > kLongestWait)
    RefuseParameter("wait", query.Text("wait"), "expected a span from 0s to 1m");
  return *wait;
}

// One that some answer may have: those of faults may have others than HTTP's own.
void CheckStatus(const std::string& status, Controlled& controlled) {
  if (!IsStatusWanted(status)) RefuseParameter("status", status, "expected a status such as \"403\" or \"4xx\"");
  const auto faults = controlled.faults().List();
  const auto records = controlled.journal().After(0).records;
  const bool there =
      IsOfHttp(status) ||
      std::ranges::any_of(
          faults, [&](const auto& it) { return it.fault->given && FitsStatus(it.fault->given->status, status); }) ||
      std::ranges::any_of(records, [&](const auto& it) { return FitsStatus(it.entry->status(), status); });
  if (!there) RefuseParameter("status", status, "no answer has it; expected 100 to 599, or that of a fault");
}

void CheckRoute(const std::string& route, World& world) {
  if (route.empty()) return;
  const auto blank = route.find(' ');
  const bool has_method = blank != std::string::npos;
  const std::string method = has_method ? route.substr(0, blank) : "";
  if (const auto why = WhyNoRoute(method, has_method ? route.substr(blank + 1) : route, world.Paths()))
    RefuseParameter("route", route, "it " + *why);
}

JournalWish ReadWish(const ControlCall& call) {
  const Query query(call.request.query);
  JournalWish wish;
  wish.filter.since = NumberParameter(query, "since");
  wish.filter.route = TextParameter(query, "route");
  wish.filter.caller = TextParameter(query, "caller");
  if (wish.filter.route) CheckRoute(*wish.filter.route, call.world);
  wish.filter.status = query.Text("status");
  if (!wish.filter.status.empty()) CheckStatus(wish.filter.status, call.controlled());
  wish.filter.limit = NumberParameter(query, "limit");
  wish.wait = WaitParameter(query);
  if (query.Has("count") && !query.Has("wait"))
    throw ControlError(400, "count says how many wait waits for; say wait, too");
  wish.count = NumberParameter(query, "count").value_or(1);
  return wish;
}

bool IsThere(Control& control, const World& world) { return control.worlds().Find(world.name()).get() == &world; }

bool IsGone(const AskingClient* client) { return client != nullptr && client->IsGone(); }

// What is wanted, as soon as there is enough of it, or the time is over, or the world, or whoever wants it has gone.
Journal::Page Find(Control& control, const ControlCall& call, const JournalWish& wish) {
  const auto until = steady_clock::now() + wish.wait;
  const Journal& journal = call.controlled().journal();
  while (true) {
    Journal::Page page = journal.After(wish.filter.since.value_or(0));
    page.records = wish.filter.Of(std::move(page.records));
    const auto now = steady_clock::now();
    const bool over = page.records.size() >= wish.count || now >= until;
    if (over || !IsThere(control, call.world) || IsGone(call.request.client)) return page;
    journal.AwaitAfter(page.last, std::min(until, now + kWaitSlice));
  }
}

Journal::Page FindInTurn(Control& control, const ControlCall& call, const JournalWish& wish) {
  if (wish.wait == std::chrono::nanoseconds(0)) return Find(control, call, wish);
  const WaitingPlaces::Place place(control.waiting_places());
  if (!place.taken()) {
    throw ControlError(503, std::to_string(WaitingPlaces::kMost) +
                                " requests wait already, which is the limit; ask without wait, or later");
  }
  return Find(control, call, wish);
}

void RefuseWithout(const Journal& journal) {
  if (!journal.on()) throw ControlError(409, "this world keeps no requests: [grafake] journal is 0");
}

}  // namespace

Response ListRequests(Control& control, const ControlCall& call) {
  const JournalWish wish = ReadWish(call);
  RefuseWithout(call.controlled().journal());
  Journal::Page page = FindInTurn(control, call, wish);
  page.records = wish.filter.Limited(std::move(page.records));
  JsonWriter json;
  json.BeginObject().Key("requests").BeginArray();
  for (const JournalRecord& record : page.records) WriteRecord(json, record);
  json.EndArray()
      .Member("lost", static_cast<std::int64_t>(page.lost))
      .Member("last", static_cast<std::int64_t>(page.last))
      .EndObject();
  return ControlJson(json.Take());
}

Response ArchiveRequests(Control& control, const ControlCall& call) {
  const JournalWish wish = ReadWish(call);
  RefuseWithout(call.controlled().journal());
  const Journal::Page page = FindInTurn(control, call, wish);
  return ControlJson(HttpArchiveOf(wish.filter.Limited(page.records), call.world.url()));
}

Response ForgetRequests(Control& /*control*/, const ControlCall& call) {
  call.controlled().journal().Clear();
  return ControlNothing();
}

}  // namespace grafake::server
