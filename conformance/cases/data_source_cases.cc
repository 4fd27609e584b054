#include "conformance/cases/own_org.h"

// Data sources: making, changing and deleting them, their secrets, and who may do what to them.
namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSources = "/api/datasources";

std::string ByUid(const std::string& uid) { return "/api/datasources/uid/" + uid; }

Json Source(const std::string& name) {
  return {{"name", name}, {"type", "prometheus"}, {"access", "proxy"}, {"url", "http://127.0.0.1:1"}};
}

Json With(Json source, const Json& more) {
  source.update(more);
  return source;
}

std::vector<Case> SourceLife() {
  return {
      {"DS-001", kMust, "A data source is made, and found by id, uid and name.", kRecordedBoth, "datasources/errors 1",
       [](Session& s) {
         const OwnOrg org(s);
         const Reply made = org.NewDataSource("One", {{"uid", "one"}});
         made.Is(AllOf(Message(200, "Datasource added"), Field("/name", "One"), Field("/datasource/uid", "one"),
                       Field("/datasource/readOnly", false), Field("/datasource/version", 1)));
         const std::int64_t id = made.NeedsId();
         const auto found = AllOf(Status(200), Field("/id", id), Field("/uid", "one"), Field("/name", "One"),
                                  Field("/orgId", org.id), Field("/type", "prometheus"));
         for (const std::string& path : {std::to_string(id), std::string("uid/one"), std::string("name/One")}) {
           org.Get("/api/datasources/" + path).Is(found);
         }
         org.Get("/api/datasources/id/One").Is(Exactly(200, "{\"id\":" + std::to_string(id) + "}"));
       }},
      {"DS-002", kMust, "Two data sources of an org have different names; capitals count.", kRecordedBoth,
       "datasources/errors 2",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewDataSource("One").Needs(Status(200));
         org.NewDataSource("One").Is(Message(409, "data source with the same name already exists"));
         org.NewDataSource("one").Is(Status(200));
       }},
      {"DS-003", kMust, "Two data sources of an org have different uids.", kRecordedBoth, "datasources/errors 4",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewDataSource("One", {{"uid", "one"}}).Needs(Status(200));
         org.NewDataSource("Two", {{"uid", "one"}}).Is(Message(409, "data source with the same uid already exists"));
       }},
      {"DS-004", kMust, "A data source needs a type and an access.", kRecordedBoth, "datasources/errors 7",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kSources, {{"name", "x"}, {"access", "proxy"}}).Is(Message(400, "bad request data"));
         org.Post(kSources, {{"name", "x"}, {"type", "prometheus"}}).Is(Message(400, "bad request data"));
         org.Get(kSources).Is(Exactly(200, "[]"));
       }},
      {"DS-005", kMust, "In 9.0 a data source needs a name.", "9.0", "datasources/errors 6",
       [](Session& s) {
         OwnOrg(s).Post(kSources, {{"type", "prometheus"}, {"access", "proxy"}}).Is(Message(400, "bad request data"));
       }},
      {"DS-006", kMust, "In 12.4 a data source without a name is called by its type.", "12.4", "datasources/errors 6",
       [](Session& s) {
         const OwnOrg org(s);
         for (const char* name : {"prometheus", "prometheus-1"}) {
           org.Post(kSources, {{"type", "prometheus"}, {"access", "proxy"}})
               .Is(AllOf(Status(200), Field("/name", name)));
         }
       }},
      {"DS-007", kMust, "A URL that cannot be read is refused with 400.", kRecordedBoth, "datasources/errors 10",
       [](Session& s) {
         OwnOrg(s)
             .Post(kSources, With(Source("x"), {{"url", "://x"}}))
             .Is(Message(400, "Validation error, invalid URL"));
       }},
      {"DS-008", kMust, "A data source that does not exist is 404, an id that is no number 400.", kRecordedBoth,
       "datasources/errors 41",
       [](Session& s) {
         const OwnOrg org(s);
         for (const char* path : {"999999999", "uid/unknown", "name/unknown"})
           org.Get(std::string("/api/datasources/") + path).Is(Message(404, "Data source not found"));
         org.Get("/api/datasources/abc").Is(Message(400, "id is invalid"));
         org.Get("/api/datasources/0").Is(Message(400, "Datasource id is missing"));
         org.Put(ByUid("unknown"), Source("x")).Is(Message(404, "Data source not found"));
         org.Delete(ByUid("unknown")).Is(Message(404, "Data source not found"));
       }},
      {"DS-009", kMust, "In 9.0 the id or name of a data source that was never there is denied to who would change it.",
       "9.0", "datasources/errors 55",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.Put("/api/datasources/999999999", Source("x")).Is(Denied("datasources:write"));
         org.Delete("/api/datasources/999999999").Is(Denied("datasources:delete"));
         org.Delete("/api/datasources/name/unknown").Is(Denied("datasources:delete"));
       }},
      {"DS-010", kMust, "In 12.4 a data source that was never there is 404 to who would change it.", "12.4",
       "datasources/errors 55",
       [](Session& s) {
         const OwnOrg org(s);
         org.Put("/api/datasources/999999999", Source("x")).Is(Message(404, "Data source not found"));
         org.Delete("/api/datasources/999999999").Is(Message(404, "Data source not found"));
         org.Delete("/api/datasources/name/unknown").Is(Message(404, "Data source not found"));
       }},
      {"DS-011", kMust, "A data source can be changed, by uid too.", "9.0", "tried on 9.0.9",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewDataSource("One", {{"uid", "one"}}).Needs(Status(200));
         org.Put(ByUid("one"), With(Source("Two"), {{"uid", "one"}, {"isDefault", true}, {"version", 1}}))
             .Is(AllOf(Message(200, "Datasource updated"), Field("/datasource/version", 2)));
         org.Get(ByUid("one")).Is(AllOf(Field("/name", "Two"), Field("/isDefault", true)));
       }},
      {"DS-012", kMust, "A deleted data source is gone.", "9.0", "tried on 9.0.9",
       [](Session& s) {
         const OwnOrg org(s);
         const std::int64_t id = org.NewDataSource("One", {{"uid", "one"}}).NeedsId();
         org.Delete("/api/datasources/" + std::to_string(id)).Is(Exactly(200, R"({"message":"Data source deleted"})"));
         org.Get(ByUid("one")).Is(Message(404, "Data source not found"));
       }},
      {"DS-013", kMust, "Data sources are listed by name, small letters and capitals alike.", kRecordedBoth,
       "datasources/errors 39",
       [](Session& s) {
         const OwnOrg org(s);
         for (const char* name : {"Gamma", "beta", "Alpha"}) org.NewDataSource(name).Needs(Status(200));
         org.Get(kSources).Is(
             AllOf(Size("", 3), Field("/0/name", "Alpha"), Field("/1/name", "beta"), Field("/2/name", "Gamma")));
       }},
      {"DS-014", kMust, "Where nobody listens the proxy of a data source answers 502.", kRecordedBoth,
       "datasources/proxy 5",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewDataSource("One", {{"uid", "one"}}).Needs(Status(200));
         org.Get("/api/datasources/proxy/uid/one/x").Is(AllOf(Status(502), Body("")));
         org.Get("/api/datasources/proxy/uid/unknown/x").Is(Message(404, "Unable to find datasource"));
       }},
  };
}

std::vector<Case> SourceSecrets() {
  return {
      {"DS-020", kMust, "No answer holds the secrets of a data source, only their names.", kRecordedBoth,
       "datasources/roles 14",
       [](Session& s) {
         const OwnOrg org(s);
         const auto silent = BodyThat(Not(HasSubstr("hush-hush")));
         const Reply made = org.NewDataSource("One", {{"uid", "one"}, {"secureJsonData", {{"password", "hush-hush"}}}});
         made.Is(AllOf(Status(200), silent, Field("/datasource/secureJsonFields", {{"password", true}})));
         org.Get(ByUid("one")).Is(AllOf(Status(200), silent, Field("/secureJsonFields", {{"password", true}})));
         org.Get(kSources).Is(AllOf(Status(200), silent));
         org.Get("/api/frontend/settings").Is(AllOf(Status(200), silent));
       }},
      {"DS-021", kMust, "A secret that a change does not name stays; an empty one goes.", "9.0", "tried on 9.0.9",
       [](Session& s) {
         const OwnOrg org(s);
         org.NewDataSource("One", {{"uid", "one"}, {"secureJsonData", {{"a", "1"}, {"b", "2"}}}}).Needs(Status(200));
         org.Put(ByUid("one"), With(Source("One"), {{"uid", "one"}, {"secureJsonData", {{"c", "3"}, {"b", ""}}}}))
             .Needs(Status(200));
         org.Get(ByUid("one")).Is(Field("/secureJsonFields", {{"a", true}, {"c", true}}));
       }},
      {"DS-022", kMust, "Secrets are texts.", kRecordedBoth, "datasources/errors 25",
       [](Session& s) {
         OwnOrg(s).NewDataSource("x", {{"secureJsonData", {{"a", 5}}}}).Is(Message(400, "bad request data"));
       }},
  };
}

std::vector<Case> SourceWalls() {
  return {
      {"DS-030", kMust, "Viewers and Editors read data sources.", kRecordedBoth, "datasources/roles 15",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewDataSource("One", {{"uid", "one"}}).Needs(Status(200));
         for (const char* role : {"Viewer", "Editor"}) {
           const std::string who = org.Token(role);
           s.Get(kSources, who).Is(AllOf(Status(200), Size("", 1), Field("/0/uid", "one")));
           s.Get(ByUid("one"), who).Is(Status(200));
         }
       }},
      {"DS-031", kMust, "Viewers and Editors make, change and delete no data sources.", kRecordedBoth,
       "datasources/roles 40",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         org.NewDataSource("One", {{"uid", "one"}}).Needs(Status(200));
         for (const char* role : {"Viewer", "Editor"}) {
           const std::string who = org.Token(role);
           s.Post(kSources, Source("never"), who).Is(Denied("datasources:create"));
           s.Put(ByUid("one"), With(Source("Two"), {{"uid", "one"}}), who).Is(Denied("datasources:write"));
           s.Delete(ByUid("one"), who).Is(Denied("datasources:delete"));
         }
         org.Get(kSources).Is(AllOf(Size("", 1), Field("/0/name", "One")));
       }},
      {"DS-032", kMust, "A data source of one org is not found from another.", kRecordedBoth, "datasources/roles 28",
       [](Session& s) {
         const OwnOrg org(s);
         const OwnOrg other(s);
         const std::int64_t id = org.NewDataSource("One", {{"uid", "one"}}).NeedsId();
         other.Get(ByUid("one")).Is(Message(404, "Data source not found"));
         other.Get("/api/datasources/" + std::to_string(id)).Is(Message(404, "Data source not found"));
         other.Get(kSources).Is(Exactly(200, "[]"));
       }},
      {"DS-033", kMust, "Without credentials no data source is listed or made.", kRecordedBoth, "datasources/roles 19",
       [](Session& s) {
         s.Require(Feature::kNoStrangers);
         s.Get(kSources, "").Is(Message(401, "Unauthorized"));
         s.Post(kSources, Source("never"), "").Is(Message(401, "Unauthorized"));
       }},
  };
}

}  // namespace

std::vector<Case> DataSourceCases() {
  std::vector<Case> cases = SourceLife();
  for (auto part : {SourceSecrets(), SourceWalls()}) cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

}  // namespace grafake::conformance
