#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/sql/session.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// What is true of the rows in files of a release and of all later ones.
struct FileContents {
  bool team_uids = false;                // drawn when a team is made; those of before have one made of the id
  bool account_logins_with_org = false;  // sa-ORG-NAME; what begins so by chance stays
  bool lower_case_logins = false;        // of users and accounts, emails too, where nobody else has them so; of several
                                         // the oldest has it
};

// A release whose files are known.
struct FileRelease {
  std::string_view name;
  std::string_view table, column;  // Grafana's own files have that column from it on; empty: nothing tells them
  FileContents contents;
};

// Which release a file belongs to, and how it comes to belong to a later one. A value of constants and a time.
struct FileTerms {
  std::vector<FileRelease> known;  // the oldest first; empty: whose the file is is neither asked nor noted
  std::string_view own;            // the one that opens it; one of them
  std::string_view unsaid;         // whose the files are that were made before releases were noted
  std::string (*lower)(std::string_view) = nullptr;  // how logins are lowered; never null where they come to be
  Timestamp now{};                                   // for the note
};

// The name of the release that the file belongs to; empty for a new one. Asked before the steps of the schema, which
// make the files of all releases alike.
[[nodiscard]] std::string ReleaseOfFile(sql::Session& session, const FileTerms& terms);

// Why `terms.own` may not open a file of that release, as the end of a sentence about the file; nothing when it may.
[[nodiscard]] std::optional<std::string> WhyTooNew(std::string_view release, const FileTerms& terms);

// Makes the rows of a file of `release`, which is not too new, those of `terms.own`, and notes whose it is now. Part of
// a transaction, after the steps of the schema.
void TakeOver(sql::Session& session, std::string_view release, const FileTerms& terms);

}  // namespace grafake::server
