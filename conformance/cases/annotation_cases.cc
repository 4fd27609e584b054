#include "conformance/cases/own_org.h"

// Annotations and snapshots.
namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kAnnotations = "/api/annotations";

// Its id.
std::int64_t Annotate(const OwnOrg& org, const Json& annotation) {
  return org.Post(kAnnotations, annotation).Needs(Message(200, "Annotation added")).NeedsId();
}

std::string AnnotationPath(std::int64_t id) { return "/api/annotations/" + std::to_string(id); }

std::vector<Case> Annotations() {
  const std::string tried = "tried on 9.0.9";
  return {
      {"ANNO-001", kMust, "Annotations are listed, the newest first, with their texts, tags and times.", "9.0", tried,
       [](Session& s) {
         const OwnOrg org(s);
         Annotate(org, {{"text", "old"}, {"time", 1000}});
         const std::int64_t id = Annotate(org, {{"text", "new"}, {"time", 2000}, {"timeEnd", 3000}, {"tags", {"a"}}});
         org.Get(kAnnotations)
             .Is(AllOf(Size("", 2), Field("/0/id", id), Field("/0/text", "new"), Field("/0/tags", {"a"}),
                       Field("/0/time", 2000), Field("/0/timeEnd", 3000), Field("/1/text", "old")));
       }},
      {"ANNO-002", kMust, "An annotation needs a text.", "9.0", tried,
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kAnnotations, {{"time", 1000}}).Is(Message(400, "Failed to save annotation"));
         org.Get(kAnnotations).Is(Exactly(200, "[]"));
       }},
      {"ANNO-003", kMust, "Annotations are found by all of some tags, or by any of them.", "9.0", tried,
       [](Session& s) {
         const OwnOrg org(s);
         Annotate(org, {{"text", "both"}, {"tags", {"a", "b"}}});
         Annotate(org, {{"text", "one"}, {"tags", {"a"}}});
         org.Get("/api/annotations?tags=a&tags=b").Is(AllOf(Size("", 1), Field("/0/text", "both")));
         org.Get("/api/annotations?tags=a&tags=b&matchAny=true").Is(Size("", 2));
       }},
      {"ANNO-004", kMust, "An annotation can be changed and deleted.", "9.0", tried,
       [](Session& s) {
         const OwnOrg org(s);
         const std::string path = AnnotationPath(Annotate(org, {{"text", "one"}, {"time", 1000}}));
         org.Patch(path, {{"text", "two"}}).Is(Message(200, "Annotation patched"));
         org.Get(path).Is(AllOf(Field("/text", "two"), Field("/time", 1000)));
         org.Delete(path).Is(Message(200, "Annotation deleted"));
         org.Get(kAnnotations).Is(Exactly(200, "[]"));
       }},
      {"ANNO-005", kMust, "A Viewer reads annotations, and makes and changes none of the org's.", "9.0", tried,
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         const std::string path = AnnotationPath(Annotate(org, {{"text", "one"}}));
         const std::string viewer = org.Token("Viewer");
         s.Get(kAnnotations, viewer).Is(AllOf(Status(200), Size("", 1)));
         s.Post(kAnnotations, {{"text", "by v"}}, viewer).Is(Status(403));
         s.Put(path, {{"text", "by v"}}, viewer).Is(Denied("annotations:write"));
         s.Delete(path, viewer).Is(Denied("annotations:delete"));
         org.Get(kAnnotations).Is(AllOf(Size("", 1), Field("/0/text", "one")));
       }},
      {"ANNO-006", kMust, "An annotation of one org is not seen from another.", "9.0", tried,
       [](Session& s) {
         const OwnOrg org(s);
         Annotate(org, {{"text", "here"}});
         OwnOrg(s).Get(kAnnotations).Is(Exactly(200, "[]"));
       }},
  };
}

// What the answer to the creation of a snapshot says of it.
struct Snapshot {
  std::string key, delete_key;
};

Snapshot NewSnapshot(const OwnOrg& org) {
  const Reply made = org.Post("/api/snapshots", {{"name", "shot"}, {"dashboard", {{"id", 1}, {"title", "Shot"}}}});
  made.Needs(Status(200));
  return {made.NeedsText("/key"), made.NeedsText("/deleteKey")};
}

std::vector<Case> Snapshots() {
  const std::string tried = "tried on 9.0.9";
  const auto gone = Message(404, "Failed to find dashboard snapshot");
  return {
      {"SNAP-001", kMust, "A snapshot is read by its key, without credentials.", "9.0", tried,
       [](Session& s) {
         const Snapshot shot = NewSnapshot(OwnOrg(s));
         s.Get("/api/snapshots/" + shot.key, "")
             .Is(AllOf(Status(200), Field("/meta/isSnapshot", true), Field("/dashboard/title", "Shot")));
       }},
      {"SNAP-002", kMust, "Whoever is signed in and has the delete key deletes a snapshot.", "9.0", tried,
       [gone](Session& s) {
         const OwnOrg org(s);
         const Snapshot shot = NewSnapshot(org);
         org.Get("/api/snapshots-delete/" + shot.delete_key).Is(Status(200));
         s.Get("/api/snapshots/" + shot.key, "").Is(gone);
       }},
      {"SNAP-003", kMust, "A snapshot needs a dashboard with an id.", "9.0", tried,
       [](Session& s) {
         OwnOrg(s).Post("/api/snapshots", {{"dashboard", {{"title", "x"}}}}).Is(Status(400));
       }},
      {"SNAP-004", kMust, "A Viewer deletes nobody's snapshot, and sees only his own in the list.", "9.0", tried,
       [](Session& s) {
         const OwnOrg org(s);
         const Snapshot shot = NewSnapshot(org);
         const std::string viewer = org.Token("Viewer");
         s.Delete("/api/snapshots/" + shot.key, viewer).Is(Status(403));
         s.Get("/api/dashboard/snapshots", viewer).Is(Exactly(200, "[]"));
         org.Get("/api/dashboard/snapshots")
             .Is(AllOf(Size("", 1), Field("/0/key", shot.key), BodyThat(Not(HasSubstr(shot.delete_key)))));
       }},
      {"SNAP-005", kMust, "A snapshot that does not exist is 404.", "9.0", tried,
       [gone](Session& s) { s.Get("/api/snapshots/" + s.Name("none"), "").Is(gone); }},
  };
}

}  // namespace

std::vector<Case> AnnotationCases() {
  std::vector<Case> cases = Annotations();
  const std::vector<Case> more = Snapshots();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
