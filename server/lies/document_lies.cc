#include "server/lies/telling.h"

// Lies about folders, dashboards and what belongs to them.
namespace grafake::server::lies {
namespace {

constexpr std::string_view kFolderPath = "/api/folders";
constexpr std::string_view kBoardPath = "/api/dashboards/uid/";
constexpr std::string_view kSavePath = "/api/dashboards/db";

// A request of that kind says that it overwrites.
auto Overwriting(std::string_view method, std::string_view path) {
  return [method, path](const Request& request, const Truth& truth) {
    auto json = nlohmann::ordered_json::parse(request.body, nullptr, false);
    if (!Asks(request, method, path) || !json.is_object()) return truth(request);
    json["overwrite"] = true;
    Request asked = request;
    asked.body = json.dump();
    return truth(asked);
  };
}

Response ShowAllHits(const Request& request, const Truth& truth) {
  const bool search = Asks(request, "GET", "/api/search") && truth(request).status == 200;
  return truth(search ? AsAdminOfItsOrg(request, truth) : request);
}

// A list of versions, itself or as a member, is cut to its first one.
Response LoseVersions(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (!Asks(request, "GET", kBoardPath) || !request.path.ends_with("/versions")) return answer;
  return Changed(std::move(answer), [](auto& json) {
    auto& list = json.is_object() && json.contains("versions") ? json["versions"] : json;
    if (list.is_array() && list.size() > 1) list.erase(list.begin() + 1, list.end());
  });
}

Response RestoreNothing(const Request& request, const Truth& truth) {
  if (!Asks(request, "POST", kBoardPath) || !request.path.ends_with("/restore")) return truth(request);
  Request look = request;
  look.method = "GET";
  look.path = request.path.substr(0, request.path.rfind('/'));
  return truth(look);
}

// What is no member that every dashboard has is not shown.
Response LoseMembers(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (!Asks(request, "GET", kBoardPath)) return answer;
  return Changed(std::move(answer), [](auto& json) {
    if (!json.is_object() || !json.contains("dashboard")) return;
    auto kept = nlohmann::ordered_json::object();
    for (const char* name : {"id", "tags", "title", "uid", "version"}) {
      if (json["dashboard"].contains(name)) kept[name] = json["dashboard"][name];
    }
    json["dashboard"] = kept;
  });
}

Response TurnAnnotations(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (!Asks(request, "GET", "/api/annotations")) return answer;
  return Changed(std::move(answer), [](auto& json) {
    if (json.is_array()) std::reverse(json.begin(), json.end());
  });
}

// Who has not signed in hears of a snapshot what he hears of his org.
Response SnapshotForUsers(const Request& request, const Truth& truth) {
  Request org = request;
  org.path = "/api/org";
  const bool snapshot = Asks(request, "GET", "/api/snapshots/");
  Response answer = snapshot ? truth(org) : Response{};
  return snapshot && answer.status != 200 ? answer : truth(request);
}

Response ForgetStars(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (Asks(request, "GET", "/api/user/stars") && answer.status == 200) answer.body = "[]";
  return answer;
}

Response ForgetHome(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const bool redirects = answer.body.find("redirectUri") != std::string::npos;
  if (Asks(request, "GET", "/api/dashboards/home") && redirects) answer.body = R"({"meta":{},"dashboard":{}})";
  return answer;
}

// The search gets one tag, however many are asked for.
Response WantOneTag(const Request& request, const Truth& truth) {
  const std::string tag = Query(request.query).Text("tag");
  if (!Asks(request, "GET", "/api/search") || tag.empty()) return truth(request);
  return truth(WithParameter(request, "tag", tag));
}

bool NamesAreUnique(const Release& release) { return !release.neighbours.documents_are_resources; }

std::vector<Lie> LiesAboutSaving() {
  return {
      {"folder-version-unchecked",
       "A folder is changed whatever version the change is of.",
       Overwriting("PUT", kFolderPath),
       {}},
      {"dashboard-version-unchecked",
       "A dashboard is saved whatever version it is of.",
       Overwriting("POST", kSavePath),
       {}},
      {"element-version-unchecked",
       "A library element is changed whatever version the change is of.",
       Grants(&Refusals::element_changed, R"({"result":{"version":3}})"),
       {}},
      {"folder-name-free",
       "Two folders may have the same title.",
       Grants(&Refusals::folder_name_taken, R"({"id":1,"uid":"again","title":"again","version":1})"),
       {},
       NamesAreUnique},
      {"dashboard-name-free",
       "Two dashboards of a folder may have the same title.",
       Grants(&Refusals::dashboard_name_taken, R"({"id":1,"status":"success","uid":"again","version":1})"),
       {},
       NamesAreUnique},
      {"folder-not-deleted",
       "The deletion of a folder is acknowledged and does nothing.",
       AcknowledgesDeletion(kFolderPath, R"({"message":"Folder deleted"})"),
       {}},
      {"dashboard-not-deleted",
       "The deletion of a dashboard is acknowledged and does nothing.",
       AcknowledgesDeletion(kBoardPath, R"({"message":"Dashboard deleted"})"),
       {}},
      {"dashboard-members-lost", "A dashboard comes back without members of its own.", LoseMembers, {}},
      {"versions-lost", "Of the versions of a dashboard only the newest is listed.", LoseVersions, {}},
      {"restore-ignored", "A version that is restored does not come back.", RestoreNothing, {}},
      {"provisioned-dashboard-saved",
       "A dashboard from a file may be saved.",
       Grants(&Refusals::dashboard_fixed, R"({"id":1,"status":"success","uid":"again","version":2})"),
       {}},
  };
}

std::vector<Lie> LiesAboutWalls() {
  return {
      {"folder-walls-ignored",
       "Who is signed in may do everything to folders.",
       IgnoresWalls(kFolderPath),
       {},
       ComesWithRbac},
      {"dashboard-walls-ignored",
       "Who is signed in may do everything to dashboards.",
       IgnoresWalls("/api/dashboards/"),
       {},
       ComesWithRbac},
      {"annotation-walls-ignored",
       "Who is signed in may do everything to annotations.",
       IgnoresWalls("/api/annotations"),
       {},
       ComesWithRbac},
      {"element-walls-ignored",
       "Who is signed in may do everything to library elements.",
       IgnoresWalls("/api/library-elements"),
       {},
       ComesWithRbac},
      {"playlist-walls-ignored",
       "Who is signed in may do everything to playlists.",
       IgnoresWalls("/api/playlists"),
       {}},
      {"documents-leak", "Folders, dashboards and data sources can be read from another org.", LooksIntoOtherOrgs, {}},
      {"search-shows-all", "The search shows what its caller may not read.", ShowAllHits, {}},
      {"search-wants-one-tag", "The search looks at one tag only.", WantOneTag, {}},
      {"annotations-unsorted", "Annotations are in the wrong order.", TurnAnnotations, {}},
      {"snapshot-for-users", "A snapshot is shown only to who is signed in.", SnapshotForUsers, {}},
      {"stars-forgotten", "Nobody has given a star.", ForgetStars, {}},
      {"home-forgotten", "Nobody prefers a home dashboard.", ForgetHome, {}},
  };
}

}  // namespace

std::vector<Lie> DocumentLies() {
  std::vector<Lie> lies = LiesAboutSaving();
  for (Lie& lie : LiesAboutWalls()) lies.push_back(std::move(lie));
  return lies;
}

}  // namespace grafake::server::lies
