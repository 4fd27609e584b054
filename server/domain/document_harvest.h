#pragma once

#include "server/domain/document_sharing.h"
#include "server/domain/plants.h"
#include "server/storage/document_state.h"
#include "server/storage/state_store.h"

namespace grafake::server {

struct DocumentGround {
  DocumentStateStore& documents;
  StateStore& state;
  DocumentSharing& sharing;
  bool rbac;  // permissions are those of managed roles, not entries of each document
};

// Folders and dashboards, as Harvest() tells the rest: their versions before are no part of it, nor whether a file has
// made them.
void HarvestDocuments(const DocumentGround& ground, Plants& plants);

}  // namespace grafake::server
