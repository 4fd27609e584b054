#include "server/control/control.h"

#include <algorithm>
#include <array>

#include "server/config/nearest.h"
#include "server/control/clock_routes.h"
#include "server/control/control_error.h"
#include "server/control/coverage_routes.h"
#include "server/control/description.h"
#include "server/control/fault_routes.h"
#include "server/control/journal_routes.h"
#include "server/control/page.h"
#include "server/control/path_segments.h"
#include "server/control/secret_routes.h"
#include "server/control/state_routes.h"
#include "server/control/world_routes.h"
#include "server/http/url.h"

namespace grafake::server {
namespace {

constexpr auto kControlRoutes = std::to_array<ControlRoute>({
    {"GET", "/", "A page for people.", ShowPage},
    {"GET", "/page.js", "Its script.", ShowPageScript},
    {"GET", "/page.css", "Its style.", ShowPageStyle},
    {"GET", "/openapi.json", "This description.", DescribeControl},
    {"GET", "/clock", "What time it is in the world, and how its clock goes.", ShowClock},
    {"PUT", "/clock", "Sets, stops, moves or hurries the clock.", SetClock, 200, false, kClockMembers},
    {"POST", "/seed", "Has the world hold all of this, or nothing.", PlantSeed, 201, false, kSeedMembers},
    {"GET", "/requests", "The last requests, with their answers.", ListRequests, 200, false, {}, kJournalQuery},
    {"DELETE", "/requests", "Forgets them.", ForgetRequests, 204},
    {"GET", "/requests.har", "The same as an HTTP Archive.", ArchiveRequests, 200, false, {}, kJournalQuery},
    {"GET", "/faults", "What goes wrong, and how often it has.", ListFaults},
    {"POST", "/faults", "Has something go wrong from now on.", AddFault, 201, false, kFaultMembers},
    {"DELETE", "/faults", "Ends all faults; the answer is how often each has been met.", ClearFaults},
    {"GET", "/faults/:name", "One fault.", ShowFault},
    {"DELETE", "/faults/:name", "Ends it; the answer is how often it has been met.", RemoveFault},
    {"POST", "/verify", "409 with the faults that were not used up.", VerifyFaults, 204},
    {"GET", "/state", "The world as a seed: secrets as their hashes.", ShowState},
    {"POST", "/reset", "Brings the world back to its start.", ResetWorld, 204, false, kResetMembers},
    {"GET", "/snapshots", "The states that are kept.", ListSnapshots},
    {"POST", "/snapshots/:name", "Keeps the state of the world.", TakeSnapshot, 201},
    {"POST", "/snapshots/:name/restore", "Brings that state back.", RestoreSnapshot, 204},
    {"DELETE", "/snapshots/:name", "Forgets that state.", DropSnapshot, 204},
    {"GET", "/coverage", "What was met of all that the release has; Markdown where that is accepted.", ShowCoverage},
    {"GET", "/coverage.md", "The same for people.", ShowCoverageMarkdown},
    {"DELETE", "/coverage", "Begins to count anew.", ClearCoverage, 204},
    {"GET", "/secrets", "Where tokens were seen that should not be.", ShowSecrets},
    {"DELETE", "/secrets", "Forgets that.", ForgetSecrets, 204},
    {"GET", "/worlds", "All worlds.", ListWorlds, 200, true},
    {"POST", "/worlds", "Opens a world: a Grafana of its own.", OpenWorld, 201, true, kWorldMembers},
    {"GET", "/worlds/:name", "One world.", ShowWorld, 200, true},
    {"DELETE", "/worlds/:name", "Ends a world at once.", CloseWorld, 204, true},
});

using Params = std::vector<std::pair<std::string_view, std::string>>;

// What stands for the parameters of the pattern; nothing when the path is not of it.
std::optional<Params> Match(std::string_view pattern, std::string_view path) {
  Params params;
  if (pattern == "/") return path.empty() || path == "/" ? std::optional(std::move(params)) : std::nullopt;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = TakeSegment(pattern);
    const auto given = DecodePath(TakeSegment(path));
    if (!given || given->empty()) return std::nullopt;
    if (wanted.starts_with(':')) {
      params.emplace_back(wanted.substr(1), *given);
    } else if (wanted != *given) {
      return std::nullopt;
    }
  }
  return pattern.empty() && path.empty() ? std::optional(std::move(params)) : std::nullopt;
}

std::string Sentence(const std::string& what, const std::string& nearest) {
  return what + (nearest.empty() ? "; GET /_grafake/openapi.json lists all" : "; nearest: " + nearest);
}

// Why no route was found: another method would do, or nothing is there.
Response RefuseRoute(const Request& request, std::string_view path) {
  std::vector<std::string_view> asked;
  std::vector<std::string> paths;
  for (const ControlRoute& route : kControlRoutes) {
    paths.emplace_back(route.path);
    if (Match(route.path, path)) asked.push_back(route.method);
  }
  const std::string methods = JoinedWithCommas(asked);
  if (methods.empty()) throw ControlError(404, Sentence("there is no " + request.path, Nearest(path, paths)));
  Response refusal =
      ControlRefusal(405, HarmlessLine(request.path + " is asked with " + methods + ", not with " + request.method));
  refusal.SetHeader("Allow", methods);
  return refusal;
}

void RefuseOtherParameters(const ControlRoute& route, const Query& query) {
  std::vector<std::string> names;
  for (const ControlMember& member : route.query) names.emplace_back(member.name);
  std::vector<std::string> seen;
  for (const auto& [name, value] : query.pairs()) {
    if (std::ranges::find(names, name) == names.end()) {
      throw ControlError(400, "the parameter " + name + " is not known" + Guess(Nearest(name, names)));
    }
    if (std::ranges::find(seen, name) != seen.end())
      throw ControlError(400, "the parameter " + name + " stands twice; say it once");
    seen.push_back(name);
  }
}

// What nobody reads would be thought to have been obeyed.
void RefuseWhatIsNotRead(const ControlRoute& route, const Request& request) {
  if (IsOfPage(route.path)) return;
  RefuseOtherParameters(route, Query(request.query));
  if (!route.body.empty() || request.body.empty()) return;
  const DocumentNode document = DocumentOf(request);
  if (document.kind == DocumentNode::Kind::kMap && document.members.empty()) return;
  throw ControlError(400, std::string(route.method) + " " + request.path + " takes no body; leave it out");
}

}  // namespace

std::span<const ControlRoute> Control::Routes() { return kControlRoutes; }

std::string Control::MainUrl() const {
  const auto main = worlds_.Find(World::kMain);
  if (main == nullptr) throw ControlError(503, "the program starts or ends; there is no main world now");
  return main->url();
}

std::optional<Response> Control::RefuseUnread(World& world, const Request& head) const {
  auto refused = RefuseAccess(head);
  if (refused) Witness(world, head);
  return refused;
}

void Control::Witness(World& world, const Request& request) const {
  Controlled& controlled = ControlledOf(world);
  controlled.witness().NoteAtControl(request, controlled.clock().Now(), settings_.token);
}

std::optional<Response> Control::RefuseAccess(const Request& head) const {
  const bool open = IsOfPage(std::string_view(head.path).substr(kPath.size()));
  const auto refused = open ? RefusePlace(head, settings_) : RefuseControl(head, settings_);
  return refused ? std::optional(ControlRefusal(refused->status, refused->sentence)) : std::nullopt;
}

Response Control::Answer(World& world, const Request& request) try {
  Witness(world, request);
  if (auto refused = RefuseAccess(request)) return *std::move(refused);
  std::string_view path = std::string_view(request.path).substr(kPath.size());
  const bool at_main = world.name() == World::kMain;
  constexpr std::string_view kWorlds = "/worlds/";
  // "/worlds/NAME/clock" at the main address is "/clock" of that world.
  if (at_main && path.starts_with(kWorlds)) {
    const std::string_view rest = path.substr(kWorlds.size());
    const auto end = rest.find('/');
    if (end != std::string_view::npos) {
      const std::string name = DecodePath(rest.substr(0, end)).value_or("");
      const auto other = worlds_.Find(name);
      if (other == nullptr) throw ControlError(404, "there is no world named \"" + name + "\"");
      return Find(*other, false, request, rest.substr(end));
    }
  }
  return Find(world, at_main, request, path);
} catch (const ControlError& e) {
  return ControlRefusal(e.status(), e.what());
}

// Whoever controls a world uses it.
Response Control::Find(World& world, bool at_main, const Request& request, std::string_view path) {
  const Lease::Use use(world.lease());
  const std::string_view method = request.method == "HEAD" ? std::string_view("GET") : request.method;
  for (const ControlRoute& route : kControlRoutes) {
    if (route.method != method) continue;
    auto params = Match(route.path, path);
    if (!params) continue;
    if (route.of_main && !at_main)
      throw ControlError(404, "worlds are opened and ended at the address of the main one, " + MainUrl());
    RefuseWhatIsNotRead(route, request);
    return route.handle(*this, {request, world, *std::move(params)});
  }
  return RefuseRoute(request, path);
}

}  // namespace grafake::server
