#include "server/domain/orgs.h"

#include "server/storage/not_found.h"

namespace grafake::server {

OrgPtr Orgs::Known(std::int64_t id) {
  const ReadLock lock(mutex_);
  const OrgPtr* found = known_.Find(id);
  return found == nullptr ? nullptr : *found;
}

Result<OrgPtr> Orgs::Get(std::int64_t id) {
  if (OrgPtr known = Known(id)) return known;
  const std::uint64_t changes = changes_;
  auto row = store_.Find(id);
  if (!row) return OrgNotFound(id);
  OrgPtr org = std::make_shared<const OrgRow>(*std::move(row));
  const WriteLock lock(mutex_);
  if (changes_ == changes) known_.Keep(id, org);
  return org;
}

Result<OrgRow> Orgs::GetByName(const std::string& name) {
  auto row = store_.FindByName(name);
  if (!row) return OrgNotFound("name", name);
  return *std::move(row);
}

std::vector<OrgRow> Orgs::List(const OrgQuery& query) { return store_.List(query); }

Result<std::int64_t> Orgs::Create(const std::string& name, std::int64_t user_id) {
  return store_.InsertWithAdmin(name, user_id, ToTimestamp(clock_()));
}

Result<Done> Orgs::Rename(std::int64_t id, const std::string& name) {
  return store_.Rename(id, name, ToTimestamp(clock_()));
}

void Orgs::SetAddress(std::int64_t id, const Address& address) {
  store_.SetAddress(id, address, ToTimestamp(clock_()));
}

Result<Done> Orgs::Delete(std::int64_t id) { return store_.Erase(id); }

void Orgs::ForgetAll() {
  const WriteLock lock(mutex_);
  ++changes_;
  known_.Clear();
}

void Orgs::Forget(std::int64_t id) {
  const WriteLock lock(mutex_);
  ++changes_;
  known_.Erase(id);
}

}  // namespace grafake::server
