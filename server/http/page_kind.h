#pragma once

namespace grafake::server {

// What a page is about.
enum class PageKind {
  kLogin,
  kHome,
  kAccounts,
  kNewAccount,
  kAccount,
  kApiKeys,
  kElsewhere,  // Grafana has it, grafake says that it has not
  kNotFound,
};

}  // namespace grafake::server
