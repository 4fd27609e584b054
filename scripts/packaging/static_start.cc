// Part of the portable programs alone. A static program must load no library of the machine that it runs on: it brings
// another C library into the process, and what then happens nobody knows.
#include <dlfcn.h>
#include <nss.h>

// OpenSSL asks for engines and providers that its configuration file names.
extern "C" void* dlopen(const char* /*file*/, int /*mode*/) noexcept { return nullptr; }
extern "C" void* dlsym(void* /*handle*/, const char* /*symbol*/) noexcept { return nullptr; }
extern "C" int dlclose(void* /*handle*/) noexcept { return -1; }
extern "C" char* dlerror() noexcept {
  static char reason[] = "a portable program loads no libraries";
  return reason;
}
extern "C" int dladdr(const void* /*address*/, Dl_info* /*info*/) noexcept { return 0; }

// Names resolve by /etc/hosts and the name servers of /etc/resolv.conf, which the C library reads without help.
[[gnu::constructor]] static void ResolveWithoutLibraries() {
  __nss_configure_lookup("hosts", "files dns");
  __nss_configure_lookup("passwd", "files");
  __nss_configure_lookup("services", "files");
}
