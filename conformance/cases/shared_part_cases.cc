#include "conformance/cases/own_org.h"

// Library elements and playlists.
namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::Not;

constexpr const char* kElements = "/api/library-elements";
constexpr const char* kPlaylists = "/api/playlists";

Json Element(const std::string& name, const std::string& uid) {
  return {{"name", name}, {"kind", 1}, {"uid", uid}, {"model", {{"type", "text"}}}};
}

std::vector<Case> Elements() {
  return {
      {"LIB-001", kMust, "A library element is made, and found by uid and name.", kRecordedBoth,
       "neighbours/library-elements 16",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kElements, Element("One", "le1"))
             .Is(AllOf(Status(200), Field("/result/uid", "le1"), Field("/result/version", 1),
                       Field("/result/type", "text"), Field("/result/orgId", org.id)));
         org.Get("/api/library-elements/le1").Is(AllOf(Status(200), Field("/result/name", "One")));
         org.Get("/api/library-elements/name/One").Is(AllOf(Status(200), Size("/result", 1)));
         org.Get(kElements).Is(AllOf(Field("/result/totalCount", 1), Field("/result/elements/0/uid", "le1")));
       }},
      {"LIB-002", kMust, "The uid of a library element is not given twice.", kRecordedBoth,
       "neighbours/library-elements 20",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kElements, Element("One", "le1")).Needs(Status(200));
         org.Post(kElements, Element("Two", "le1"))
             .Is(Message(400, "library element with that name or UID already exists"));
       }},
      {"LIB-003", kMust, "Who changes a library element names its version; another one is refused with 412.",
       kRecordedBoth, "neighbours/library-elements 39",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kElements, Element("One", "le1")).Needs(Status(200));
         const Json change = {{"name", "Two"}, {"kind", 1}, {"version", 1}, {"model", {{"type", "text"}}}};
         org.Patch("/api/library-elements/le1", change).Is(AllOf(Status(200), Field("/result/version", 2)));
         org.Patch("/api/library-elements/le1", {{"name", "Three"}, {"kind", 1}, {"version", 1}})
             .Is(Message(412, "the library element has been changed by someone else"));
         org.Get("/api/library-elements/le1").Is(Field("/result/name", "Two"));
       }},
      {"LIB-004", kMust, "A Viewer reads library elements, and makes and deletes none.", kRecordedBoth,
       "neighbours/library-elements 47",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.Post(kElements, Element("One", "le1")).Needs(Status(200));
         const std::string viewer = org.Token("Viewer");
         s.Get(kElements, viewer).Is(AllOf(Status(200), Field("/result/totalCount", 1)));
         s.Post(kElements, Element("By v", "le2"), viewer).Is(Status(403));
         s.Delete("/api/library-elements/le1", viewer).Is(Status(403));
         org.Get(kElements).Is(Field("/result/totalCount", 1));
       }},
      {"LIB-005", kMust, "A deleted library element is gone; one that was never there is 404.", kRecordedBoth,
       "neighbours/library-elements 55",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kElements, Element("One", "le1")).Needs(Status(200));
         org.Delete("/api/library-elements/le1").Is(Message(200, "Library element deleted"));
         org.Get("/api/library-elements/le1").Is(Message(404, "library element could not be found"));
       }},
      {"LIB-006", kMust, "A library element of one org is not seen from another.", kRecordedBoth,
       "neighbours/library-elements 45",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kElements, Element("One", "le1")).Needs(Status(200));
         OwnOrg(s).Get(kElements).Is(Field("/result/totalCount", 0));
       }},
  };
}

Json Playlist(const std::string& name) {
  const Json item = {{"type", "dashboard_by_tag"}, {"value", "a"}, {"order", 1}, {"title", "a"}};
  return {{"name", name}, {"interval", "5m"}, {"items", Json::array({item})}};
}

std::string PlaylistPath(const Reply& made) { return kPlaylists + ("/" + made.Needs(Status(200)).NeedsText("/uid")); }

std::vector<Case> Playlists() {
  return {
      {"PLAY-001", kMust, "A playlist is made, and read with its items.", kRecordedBoth, "neighbours/playlists 15",
       [](Session& s) {
         const OwnOrg org(s);
         const Reply made = org.Post(kPlaylists, Playlist("One"));
         made.Is(AllOf(Status(200), Field("/name", "One"), Field("/interval", "5m")));
         org.Get(PlaylistPath(made)).Is(AllOf(Field("/name", "One"), Size("/items", 1), Field("/items/0/value", "a")));
         org.Get(kPlaylists).Is(AllOf(Size("", 1), Field("/0/name", "One")));
       }},
      {"PLAY-002", kMust, "A Viewer reads playlists, and makes and deletes none; an Editor does.", kRecordedBoth,
       "neighbours/playlists 29",
       [](Session& s) {
         const OwnOrg org(s);
         const std::string path = PlaylistPath(org.Post(kPlaylists, Playlist("One")));
         const std::string viewer = org.Token("Viewer");
         s.Get(kPlaylists, viewer).Is(AllOf(Status(200), Size("", 1)));
         s.Post(kPlaylists, Playlist("By v"), viewer).Is(Status(403));
         s.Delete(path, viewer).Is(Status(403));
         s.Post(kPlaylists, Playlist("By e"), org.Token("Editor")).Is(Status(200));
         org.Get(path).Is(Status(200));
       }},
      {"PLAY-003", kMust, "A deleted playlist is gone.", kRecordedBoth, "neighbours/playlists 37",
       [](Session& s) {
         const OwnOrg org(s);
         const std::string path = PlaylistPath(org.Post(kPlaylists, Playlist("One")));
         org.Delete(path).Is(Status(200));
         org.Get(path).Is(Status(404));
         org.Get(kPlaylists).Is(AllOf(Status(200), Field("", Json::array())));
       }},
      {"PLAY-004", kMust, "A playlist of one org is not found from another.", kRecordedBoth, "neighbours/playlists 35",
       [](Session& s) {
         const OwnOrg org(s);
         const OwnOrg other(s);
         const std::string path = PlaylistPath(org.Post(kPlaylists, Playlist("One")));
         other.Delete(path).Is(Status(404));
         other.Get(kPlaylists).Is(AllOf(Status(200), Field("", Json::array())));
         org.Get(path).Is(Status(200));
       }},
  };
}

}  // namespace

std::vector<Case> SharedPartCases() {
  std::vector<Case> cases = Elements();
  const std::vector<Case> more = Playlists();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
