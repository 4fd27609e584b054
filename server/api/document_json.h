#pragma once

#include <string>
#include <string_view>

#include "server/domain/documents.h"
#include "server/http/answers.h"
#include "server/http/reason.h"

namespace grafake::server {

// "/d/UID/SLUG", of folders "/dashboards/f/UID/SLUG". Behind the sub-path of root_url.
[[nodiscard]] std::string DocumentUrl(const std::string& sub_url, const DocumentRow& document);
// Of the folder that it is in; empty when it is in none.
[[nodiscard]] std::string UrlOfItsFolder(const std::string& sub_url, const DocumentRow& document);

// Who has no login to show.
[[nodiscard]] inline std::string_view MakerName(const std::string& login) {
  return login.empty() ? std::string_view("Anonymous") : std::string_view(login);
}

// The refusal with the name in it, where it has a place for one.
[[nodiscard]] Response RefuseNaming(const Answers& answers, const Refusal& refusal, std::string_view name,
                                    const Error& error);

// What the caller may do with it. The members stand in the order of the calls that print them.
struct DocumentPowers {
  DocumentPowers(const DocumentRights& rights, const Principal& caller, const DocumentRow& document)
      : save(rights.May(caller, DocumentDeed::kWrite, document)),
        administer(rights.May(caller, DocumentDeed::kWritePermissions, document)),
        erase(rights.May(caller, DocumentDeed::kDelete, document)) {}

  bool save;
  bool administer;
  bool erase;
};

// Why the caller may not do that with it.
[[nodiscard]] ReasonPtr WhyDenied(const Principal& caller, DocumentDeed deed, const DocumentRow& document);

}  // namespace grafake::server
