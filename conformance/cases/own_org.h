#pragma once

#include <string>

#include "conformance/cases/cases.h"

namespace grafake::conformance {

// The releases whose folders, dashboards, data sources and what belongs to them were recorded.
inline constexpr const char* kRecordedBoth = "9.0, 12.4";

// An org of a case's own and its Admin. What a case makes there is in nobody's way, its lists hold nothing else, and it
// goes with the org.
struct OwnOrg {
  explicit OwnOrg(Session& session)
      : s(session), id(session.NewOrg()), person(session.NewPerson("Admin", id)), admin(person.Who()) {}

  Reply Get(const std::string& target) const { return s.Get(target, admin); }
  Reply Post(const std::string& target, const Json& body) const { return s.Post(target, body, admin); }
  Reply Put(const std::string& target, const Json& body) const { return s.Put(target, body, admin); }
  Reply Patch(const std::string& target, const Json& body) const { return s.Patch(target, body, admin); }
  Reply Delete(const std::string& target) const { return s.Delete(target, admin); }

  // A token of a service account of the org. It has asked for nothing yet, so nobody keeps what it may do.
  [[nodiscard]] std::string Token(const std::string& role) const {
    return s.NewToken(s.NewAccount(role, id), 0, id).Who();
  }

  Reply NewFolder(const std::string& uid) const {
    return Post("/api/folders", {{"uid", uid}, {"title", "Folder " + uid}}).Needs(Status(200));
  }

  Reply Save(const Json& dashboard, const Json& more = Json::object()) const { return SaveAs(admin, dashboard, more); }
  Reply SaveAs(const std::string& who, const Json& dashboard, const Json& more = Json::object()) const {
    Json body = more;
    body["dashboard"] = dashboard;
    return s.Post("/api/dashboards/db", body, who);
  }
  Reply NewDashboard(const std::string& uid, const std::string& folder = "") const {
    const Json more = folder.empty() ? Json::object() : Json{{"folderUid", folder}};
    return Save({{"uid", uid}, {"title", "Board " + uid}}, more).Needs(Status(200));
  }

  Reply NewDataSource(const std::string& name, Json more = Json::object()) const {
    more.update({{"name", name}, {"type", "prometheus"}, {"access", "proxy"}, {"url", "http://127.0.0.1:1"}});
    return Post("/api/datasources", more);
  }

  Session& s;
  std::int64_t id;
  Person person;
  std::string admin;
};

}  // namespace grafake::conformance
