#include "server/storage/sql/postgres_session.h"

#ifdef GRAFAKE_LOADS_POSTGRES
#include <dlfcn.h>

#include <filesystem>
#endif

namespace grafake::server::sql {

#ifdef GRAFAKE_LOADS_POSTGRES
namespace {

namespace fs = std::filesystem;

using Connect = Connection* (*)(const PostgresSettings*);

constexpr const char* kModule = "libgrafake_postgres.so";

// Beside the program, or where packages put it.
void* LoadModule() {
  std::error_code error;
  const fs::path directory = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& place : {directory / kModule, directory.parent_path() / "lib" / "grafake" / kModule}) {
    if (!fs::exists(place, error)) continue;
    if (void* const module = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL)) return module;
    throw SqlError(SqlError::Kind::kOther, std::string("the module for PostgreSQL cannot be loaded: ") + dlerror());
  }
  throw SqlError(SqlError::Kind::kOther,
                 "the module for PostgreSQL, " + std::string(kModule) + ", is not beside the program");
}

Connect ConnectOfModule() {
  void* const found = dlsym(LoadModule(), "grafake_postgres_connect");
  if (found == nullptr) throw SqlError(SqlError::Kind::kOther, "the module for PostgreSQL is another version's");
  return reinterpret_cast<Connect>(found);
}

}  // namespace

std::unique_ptr<Session> OpenPostgres(const PostgresSettings& settings) {
  static const Connect connect = ConnectOfModule();  // stays loaded
  return std::make_unique<Session>(std::unique_ptr<Connection>(connect(&settings)));
}
#else
std::unique_ptr<Session> OpenPostgres(const PostgresSettings& /*settings*/) {
  throw SqlError(SqlError::Kind::kOther, "this grafake was built without PostgreSQL");
}
#endif

}  // namespace grafake::server::sql
