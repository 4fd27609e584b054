#include "server/domain/file_release.h"

#include "server/domain/logins.h"

namespace grafake::server {
namespace {

FileRelease FilesOf(const Release& release) {
  const FileRules& rules = release.files;
  return {.name = release.name,
          .table = rules.known_by.table,
          .column = rules.known_by.column,
          .contents = {.team_uids = release.teams.with_uid,
                       .account_logins_with_org = rules.account_logins_name_org,
                       .lower_case_logins = rules.logins_in_lower_case}};
}

}  // namespace

FileTerms FileTermsOf(const Release& own, Timestamp now) {
  FileTerms terms{.own = own.name, .unsaid = ReleaseOfOldFiles().name, .lower = LowerCase, .now = now};
  for (const Release* release : AllReleases()) terms.known.push_back(FilesOf(*release));
  return terms;
}

}  // namespace grafake::server
