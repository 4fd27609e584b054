#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "server/domain/address_list.h"
#include "server/domain/clock.h"
#include "server/domain/external_users.h"
#include "server/releases/external_rules.h"
#include "server/storage/memory_store.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// What the header of a proxy names. Obeyed by ProxySignIn, and by what users may change of themselves.
enum class ProxyProperty {
  kUsername,
  kEmail,
  kUnknown,  // neither: nobody gets in
};

// [auth.proxy], as far as it is not about headers.
struct ProxySettings {
  bool enabled = false;
  ProxyProperty property = ProxyProperty::kUsername;
  bool sign_up = true;
  std::chrono::minutes remembered{60};  // less than 0: for ever; so is what 64 bits of nanoseconds make negative
  std::optional<AddressList> allowed = AddressList();  // nothing: the list cannot be read
};

// What the headers of a proxy say of who asks. Empty texts say nothing; it is never without a name.
struct ProxyWord {
  std::string address;  // of the proxy, without a port
  std::string name;     // by which it knows him
  std::string full_name;
  std::string email;
  std::string login;
  std::string groups;
  std::string role;
};

// Why a proxy's word lets nobody in.
enum class ProxyTrouble {
  kAddress,      // not from there
  kWhitelist,    // nobody can say from where
  kProperty,     // nobody can say what its header names
  kUnknownUser,  // and he is not to be made
  kGoneUser,     // deleted, and still remembered
  kFailed,       // he could not be made, or brought up to date
};

// Lets in whom a proxy in front of the server names, by Grafana's rules. Thread-safe.
class ProxySignIn {
 public:
  ProxySignIn(ExternalUsers& users, UserStore& store, MemoryStore& memory, Clock clock, ProxySettings settings,
              const ExternalRules& rules)
      : users_(users),
        store_(store),
        memory_(memory),
        clock_(std::move(clock)),
        settings_(std::move(settings)),
        rules_(rules) {}

  struct Refused {
    ProxyTrouble trouble;
    Error error;
  };
  // The id of the user.
  [[nodiscard]] tl::expected<std::int64_t, Refused> SignIn(const ProxyWord& word);
  // Whom the word names, asked without a trace; nothing: it is not the proxy's.
  [[nodiscard]] std::optional<ExternalName> Look(const ProxyWord& word);

 private:
  // Under which name a word is remembered, and what it must have said then.
  struct Mark {
    std::string name;
    std::string said;
  };
  [[nodiscard]] Mark MarkOf(const ProxyWord& word) const;
  [[nodiscard]] std::optional<std::int64_t> Remembered(const Mark& mark);
  void Remember(const Mark& mark, std::int64_t id);
  [[nodiscard]] tl::expected<std::int64_t, Refused> SignInAnew(const ProxyWord& word, const Mark& mark);
  [[nodiscard]] bool RemembersNobody() const {
    return rules_.proxy_memory == ProxyMemory::kLastHeaders && settings_.remembered.count() == 0;
  }

  ExternalUsers& users_;
  UserStore& store_;
  MemoryStore& memory_;
  Clock clock_;
  ProxySettings settings_;
  const ExternalRules& rules_;
};

}  // namespace grafake::server
