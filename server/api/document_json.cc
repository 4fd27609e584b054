#include "server/api/document_json.h"

#include <utility>

namespace grafake::server {

std::string DocumentUrl(const std::string& sub_url, const DocumentRow& document) {
  return sub_url + (document.is_folder ? "/dashboards/f/" : "/d/") + document.uid + "/" + document.slug;
}

std::string UrlOfItsFolder(const std::string& sub_url, const DocumentRow& document) {
  if (document.folder_uid.empty()) return "";
  return sub_url + "/dashboards/f/" + document.folder_uid + "/" + document.folder_slug;
}

Response RefuseNaming(const Answers& answers, const Refusal& refusal, std::string_view name, const Error& error) {
  if (refusal.message.find("{}") == std::string_view::npos) return answers.Refuse(refusal, error);
  return Because(answers.Refuse(Naming(refusal, name).AsRefusal()), ReasonOf(error));
}

ReasonPtr WhyDenied(const Principal& caller, DocumentDeed deed, const DocumentRow& document) {
  PermissionNeeded needed{.asker = AskerOf(caller)};
  needed.any_of.push_back({DocumentAction(deed, document.is_folder), DocumentScope(document.is_folder, document.uid)});
  return MakeReason(std::move(needed));
}

}  // namespace grafake::server
