#pragma once

#include "server/control/member_reader.h"
#include "server/domain/plants.h"
#include "server/json/writer.h"

namespace grafake::server {

// A folder or dashboard in a seed, in the words of Grafana's API. `now`: from where times are told. Throws BadMember.
[[nodiscard]] PlantedDocument ReadFolderSeed(MemberReader& folder, Instant now);
[[nodiscard]] PlantedDocument ReadDashboardSeed(MemberReader& dashboard, Instant now);

// The same as a state has them, each a member of the document, if there are some.
void TellFolders(JsonWriter& json, const std::vector<PlantedDocument>& folders);
void TellDashboards(JsonWriter& json, const std::vector<PlantedDocument>& dashboards);

}  // namespace grafake::server
