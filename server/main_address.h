#pragma once

#include <memory>

#include "server/app.h"
#include "server/served_address.h"

namespace grafake::server {

// The address that the program is started for. The pid file is left before it is opened, and how that went is said as
// Grafana says it.
class MainAddress final : public ServedAddress {
 public:
  // Both must outlive it.
  MainAddress(const AppSettings& settings, const AddressTerms& terms);

  // Throws StartFailed.
  void Serve(std::shared_ptr<World> world) override;

 private:
  void LeavePid();
  template <class Step>
  void Logged(const char* failed, Step step);
  void Listen(std::shared_ptr<World> world);

  const AppSettings& settings_;
  Log& log_;
};

}  // namespace grafake::server
