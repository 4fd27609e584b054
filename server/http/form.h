#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/roles.h"
#include "server/http/message.h"
#include "server/json/reader.h"
#include "server/releases/user_rules.h"
#include "server/storage/result.h"

namespace grafake::server {

// Reads the JSON body of a request into variables, by the rules of Go's decoder as Grafana uses it: the content type
// must be application/json, names match without case, unknown members are ignored, null leaves a variable as it is
// (an optional becomes empty), a wrong type is refused, the last of several members counts.
//
//   std::string name;
//   auto bound = Form("CreateServiceAccountForm").Text("name", name).Required("Name", name).Bind(request);
//
// The variables and rules must outlive the call of Bind. The error (kInvalid) holds Go's sentence.
class Form {
 public:
  // `type` is the name that Go's messages give to the whole, "serviceaccounts.CreateServiceAccountForm".
  explicit Form(std::string_view type) : type_(type) {}

  Form& Text(std::string_view name, std::string& out);
  Form& Text(std::string_view name, std::optional<std::string>& out);
  Form& Integer(std::string_view name, std::int64_t& out);
  Form& Integer(std::string_view name, std::optional<std::int64_t>& out);
  Form& Boolean(std::string_view name, bool& out);
  Form& Boolean(std::string_view name, std::optional<bool>& out);
  // "" is Viewer; any other text than the three roles is refused. What else counts as one is said by the rules.
  Form& RoleName(std::string_view name, std::optional<Role>& out, const RoleRules& rules);
  // Any value, as it is; for members with members of their own. It is a view into the body of the request.
  Form& Any(std::string_view name, std::optional<JsonValue>& out);

  // After all is read `present()` must hold; otherwise "required value <field> must not be empty".
  Form& Required(std::string_view field, std::function<bool()> present);
  Form& Required(std::string_view field, const std::string& text);

  [[nodiscard]] Result<Done> Bind(const Request& request);
  // The same for a part of a body, without Required: null leaves everything as it is.
  [[nodiscard]] Result<Done> ReadMembers(const JsonValue& value) const;

 private:
  // Takes a value into the variable; false: the type does not fit.
  using Take = std::function<Result<Done>(const JsonValue&)>;
  struct Field {
    std::string_view name;
    std::string_view go_type;
    Take take;
  };
  struct Need {
    std::string_view field;
    std::function<bool()> present;
  };

  Form& Add(std::string_view name, std::string_view go_type, Take take);
  [[nodiscard]] Result<Done> ReadMember(const std::string& name, const JsonValue& value) const;

  [[nodiscard]] tl::unexpected<Error> Missing(std::string_view go_field) const;

  std::string_view type_;
  std::vector<Field> fields_;
  std::vector<Need> needs_;
};

// True when one name or value of a JSON body is longer than that, by LongestPartOf(). Costs nothing for a body of less
// than an eighth.
[[nodiscard]] bool HasMemberAbove(std::size_t longest, std::string_view body);

}  // namespace grafake::server
