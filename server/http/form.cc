#include "server/http/form.h"

#include <algorithm>

#include "server/ascii.h"
#include "server/http/media_type.h"
#include "server/http/url.h"
#include "server/json/member_name.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

using Kind = JsonValue::Kind;

constexpr std::string_view kRoleType = "models.RoleType";
constexpr const char* kRolesInWords = "Viewer, Editor or Admin";

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return "bool";
    case Kind::kNumber:
      return "number";
    case Kind::kString:
      return "string";
    case Kind::kArray:
      return "array";
    case Kind::kObject:
      return "object";
  }
  return "";
}

using Where = InputUnfit::Where;

tl::unexpected<Error> Refused(std::string cause) { return Fail(ErrorCode::kInvalid, std::move(cause)); }

// What a value is, in words.
std::string Spoken(const JsonValue& value) {
  switch (value.kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return std::string(value.source);
    case Kind::kNumber:
      return "a number";
    case Kind::kString:
      return "text";
    case Kind::kArray:
      return "a list";
    case Kind::kObject:
      return "an object";
  }
  return "";
}

// What a member that does not fit is, and should be.
InputUnfit UnfitMember(std::string_view name, std::string_view go_type, const JsonValue& value) {
  InputUnfit unfit{Where::kMember, std::string(name), Spoken(value), "text"};
  if (go_type == "bool") unfit.expected = "true or false";
  if (go_type == "int64") unfit.expected = "a whole number";
  if (go_type == "int64" && value.kind == Kind::kNumber) unfit.is = "the number " + value.Text();
  if (go_type == kRoleType) unfit.expected = kRolesInWords;
  return unfit;
}

// The marker of a type that does not fit; ReadMember makes Go's sentence of it.
tl::unexpected<Error> WrongType(const JsonValue& value) {
  const std::string number = value.kind == Kind::kNumber ? " " + std::string(value.source) : "";
  return Refused(std::string(KindName(value.kind)) + number);
}

constexpr std::string_view kUnknownRole = "invalid role value: ";

Result<Role> RoleOf(const std::string& text, const RoleRules& rules) {
  if (text.empty()) return Role::kViewer;
  std::string title = text;
  if (rules.any_first_letter) title[0] = UpperAscii(title[0]);
  if (rules.none_is_one && title == RoleName(Role::kNone)) return Role::kNone;
  const auto role = ParseRole(title);
  if (!role) return Refused(std::string(rules.unknown).append(kUnknownRole) + title);
  return *role;
}

}  // namespace

bool HasMemberAbove(std::size_t longest, std::string_view body) {
  if (body.size() <= longest / 8) return false;  // nothing grows more
  const auto value = ReadJson(body);
  return value && LongestPartOf(*value) > longest;
}

Form& Form::Add(std::string_view name, std::string_view go_type, Take take) {
  fields_.push_back({name, go_type, std::move(take)});
  return *this;
}

Form& Form::Text(std::string_view name, std::string& out) {
  return Add(name, "string", [&out](const JsonValue& value) -> Result<Done> {
    if (value.kind == Kind::kNull) return Done();
    if (value.kind != Kind::kString) return Refused(std::string(KindName(value.kind)));
    out = value.Text();
    return Done();
  });
}

Form& Form::Text(std::string_view name, std::optional<std::string>& out) {
  return Add(name, "string", [&out](const JsonValue& value) -> Result<Done> {
    out.reset();
    if (value.kind == Kind::kNull) return Done();
    if (value.kind != Kind::kString) return Refused(std::string(KindName(value.kind)));
    out = value.Text();
    return Done();
  });
}

Form& Form::Integer(std::string_view name, std::int64_t& out) {
  return Add(name, "int64", [&out](const JsonValue& value) -> Result<Done> {
    if (value.kind == Kind::kNull) return Done();
    const auto number = value.kind == Kind::kNumber ? ParseInteger(value.source) : std::nullopt;
    if (!number) return WrongType(value);
    out = *number;
    return Done();
  });
}

Form& Form::Integer(std::string_view name, std::optional<std::int64_t>& out) {
  return Add(name, "int64", [&out](const JsonValue& value) -> Result<Done> {
    out.reset();
    if (value.kind == Kind::kNull) return Done();
    out = value.kind == Kind::kNumber ? ParseInteger(value.source) : std::nullopt;
    if (!out) return WrongType(value);
    return Done();
  });
}

Form& Form::Boolean(std::string_view name, bool& out) {
  return Add(name, "bool", [&out](const JsonValue& value) -> Result<Done> {
    if (value.kind == Kind::kNull) return Done();
    if (value.kind != Kind::kBool) return Refused(std::string(KindName(value.kind)));
    out = value.IsTrue();
    return Done();
  });
}

Form& Form::Boolean(std::string_view name, std::optional<bool>& out) {
  return Add(name, "bool", [&out](const JsonValue& value) -> Result<Done> {
    out.reset();
    if (value.kind == Kind::kNull) return Done();
    if (value.kind != Kind::kBool) return Refused(std::string(KindName(value.kind)));
    out = value.IsTrue();
    return Done();
  });
}

Form& Form::RoleName(std::string_view name, std::optional<Role>& out, const RoleRules& rules) {
  return Add(name, kRoleType, [&out, &rules](const JsonValue& value) -> Result<Done> {
    if (value.kind == Kind::kNull) {
      if (rules.null_is_viewer) out = Role::kViewer;
      return Done();
    }
    if (value.kind != Kind::kString) return Refused(std::string(KindName(value.kind)));
    return RoleOf(value.Text(), rules).map([&](Role role) {
      out = role;
      return Done();
    });
  });
}

Form& Form::Any(std::string_view name, std::optional<JsonValue>& out) {
  return Add(name, "interface {}", [&out](const JsonValue& value) -> Result<Done> {
    out = value;
    return Done();
  });
}

Form& Form::Required(std::string_view field, std::function<bool()> present) {
  needs_.push_back({field, std::move(present)});
  return *this;
}

Form& Form::Required(std::string_view field, const std::string& text) {
  return Required(field, [&text] { return !text.empty(); });
}

Result<Done> Form::ReadMember(const std::string& name, const JsonValue& value) const {
  for (const Field& field : fields_) {
    if (!SameMemberName(name, field.name)) continue;
    auto taken = field.take(value);
    if (taken) return taken;
    std::string& cause = taken.error().cause;
    if (cause.find(kUnknownRole) != std::string::npos) {
      return Fail(ErrorCode::kInvalid, std::move(cause),
                  InputUnfit{Where::kMember, std::string(field.name), value.Text(), kRolesInWords, true});
    }
    return Fail(ErrorCode::kInvalid,
                "json: cannot unmarshal " + cause + " into Go struct field " + std::string(type_) + "." +
                    std::string(field.name) + " of type " + std::string(field.go_type),
                UnfitMember(field.name, field.go_type, value));
  }
  return Done();
}

Result<Done> Form::ReadMembers(const JsonValue& value) const {
  if (value.kind == Kind::kNull) return Done();
  if (value.kind != Kind::kObject) {
    return Fail(
        ErrorCode::kInvalid,
        "json: cannot unmarshal " + std::string(KindName(value.kind)) + " into Go value of type " + std::string(type_),
        InputUnfit{Where::kBody, "", Spoken(value), "an object"});
  }
  JsonMembers members(value);
  while (const JsonMember* member = members.Next()) {
    if (auto read = ReadMember(member->name, member->value); !read) return read;
  }
  return Done();
}

// Go names the field; whoever sends the body knows it as a member.
tl::unexpected<Error> Form::Missing(std::string_view go_field) const {
  const auto field =
      std::ranges::find_if(fields_, [&](const Field& each) { return SameMemberName(each.name, go_field); });
  return Fail(ErrorCode::kInvalid, "required value " + std::string(go_field) + " must not be empty",
              MemberMissing{std::string(field == fields_.end() ? go_field : field->name)});
}

Result<Done> Form::Bind(const Request& request) {
  if (auto json = IsJsonContent(request.FindHeader("Content-Type")); !json) return json;
  const auto value = ReadJson(request.body);
  if (!value)
    return Fail(ErrorCode::kInvalid, value.error(), InputUnfit{Where::kBody, "", "no JSON: " + value.error()});
  if (auto read = ReadMembers(*value); !read) return read;
  for (const Need& need : needs_) {
    if (!need.present()) return Missing(need.field);
  }
  return Done();
}

}  // namespace grafake::server
