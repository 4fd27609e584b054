#include "server/provisioning/file_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "server/json/writer.h"
#include "server/provisioning/go_yaml_number.h"

namespace grafake::server {
namespace {

using Kind = YamlValue::Kind;

std::optional<bool> BooleanOf(std::string_view text) {
  for (const char* word : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == word) return true;
  }
  for (const char* word : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == word) return false;
  }
  return std::nullopt;
}

[[noreturn]] void Unparsed(const char* function, const std::string& text, const char* why = "invalid syntax") {
  throw FileProblem{"strconv." + std::string(function) + ": parsing \"" + text + "\": " + why};
}

// As strconv.ParseInt reads it in base 10, also where YAML would have another base or a float.
std::int64_t IntegerOf(const std::string& text) {
  const bool plus = text.starts_with('+');
  const char* const end = text.data() + text.size();
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data() + (plus ? 1 : 0), end, number);
  if (read.ptr != end || (plus && text.starts_with("+-"))) Unparsed("ParseInt", text);
  if (read.ec == std::errc::result_out_of_range) Unparsed("ParseInt", text, "value out of range");
  if (read.ec != std::errc()) Unparsed("ParseInt", text);
  return number;
}

// Prints values as JSON; each text expanded.
class JsonPrinter {
 public:
  explicit JsonPrinter(const ExpandValue& expand) : expand_(expand) {}

  std::string Print(const YamlValue& value) {
    Add(value);
    return json_.Take();
  }

 private:
  void Add(const YamlValue& value) {
    switch (value.kind) {
      case Kind::kNull:
        json_.Null();
        break;
      case Kind::kBoolean:
        json_.Value(value.text[0] == 't' || value.text[0] == 'T');
        break;
      case Kind::kInteger:
      case Kind::kFloat:
        AddNumber(value.text);
        break;
      case Kind::kText:
        AddText(value.text);
        break;
      case Kind::kList:
        json_.BeginArray();
        for (const YamlValue& item : value.items) Add(item);
        json_.EndArray();
        break;
      case Kind::kMap:
        AddMap(value);
        break;
    }
  }

  void AddNumber(const std::string& text) {
    const auto number = YamlNumberOf(text);
    if (!number) return AddText(text);
    if (const auto* beyond = std::get_if<std::uint64_t>(&*number)) {
      json_.Raw(std::to_string(*beyond));
    } else if (const auto* whole = std::get_if<std::int64_t>(&*number)) {
      json_.Value(*whole);
    } else {
      json_.Value(std::get<double>(*number));
    }
  }

  void AddText(const std::string& text) {
    const auto expanded = expand_(text);
    if (!expanded) throw FileProblem{expanded.error()};
    json_.Value(*expanded);
  }

  void AddMap(const YamlValue& value) {
    std::set<std::string> names;
    for (const auto& [name, member] : value.members) names.insert(name);
    json_.BeginObject();
    for (const std::string& name : names) {
      json_.Key(name);
      Add(*value.Find(name));
    }
    json_.EndObject();
  }

  const ExpandValue& expand_;
  JsonWriter json_;
};

}  // namespace

std::string FileReader::Expanded(const YamlValue& value) const {
  auto expanded = expand_(value.text);
  if (!expanded) throw FileProblem{std::move(expanded.error())};
  return *std::move(expanded);
}

const YamlValue* FileReader::Scalar(std::string_view name, std::string_view go_type) const {
  const YamlValue* const value = map_.Find(name);
  if (value == nullptr || value->kind == Kind::kNull) return nullptr;
  if (!value->IsScalar()) throw FileProblem{CannotUnmarshal(*value, go_type)};
  return value;
}

void FileReader::Text(std::string_view name, std::string& out) const {
  if (const YamlValue* const value = Scalar(name, "string")) out = Expanded(*value);
}

void FileReader::Integer(std::string_view name, std::int64_t& out) const {
  const YamlValue* const value = Scalar(name, "string");
  if (value == nullptr) return;
  const std::string text = Expanded(*value);
  if (!text.empty()) out = IntegerOf(text);
}

void FileReader::Boolean(std::string_view name, bool& out) const {
  const YamlValue* const value = Scalar(name, "string");
  if (value == nullptr) return;
  const std::string text = Expanded(*value);
  if (text.empty()) return;
  const auto boolean = BooleanOf(text);
  if (!boolean) Unparsed("ParseBool", text);
  out = *boolean;
}

void FileReader::Texts(std::string_view name, std::map<std::string, std::string>& out) const {
  const YamlValue* const value = map_.Find(name);
  if (value == nullptr || value->kind == Kind::kNull) return;
  if (value->kind != Kind::kMap) {
    YamlValue hidden = *value;  // a text may be the secret itself
    hidden.text = "***";
    throw FileProblem{CannotUnmarshal(hidden, "map[string]string")};
  }
  for (const auto& [key, member] : value->members) {
    if (!member.IsScalar()) throw FileProblem{CannotUnmarshal(member, "string")};
    out[key] = member.kind == Kind::kNull ? std::string() : Expanded(member);
  }
}

void FileReader::Json(std::string_view name, std::string& out) const {
  const YamlValue* const value = map_.Find(name);
  if (value == nullptr || value->kind == Kind::kNull) return;
  if (value->kind != Kind::kMap) throw FileProblem{CannotUnmarshal(*value, "map[string]interface {}")};
  out = JsonPrinter(expand_).Print(*value);
}

std::vector<const YamlValue*> FileReader::Maps(std::string_view name, std::string_view go_type) const {
  std::vector<const YamlValue*> maps;
  const YamlValue* const value = map_.Find(name);
  if (value == nullptr || value->kind == Kind::kNull) return maps;
  if (value->kind != Kind::kList) throw FileProblem{CannotUnmarshal(*value, "[]*" + std::string(go_type))};
  for (const YamlValue& item : value->items) {
    if (item.kind != Kind::kMap && item.kind != Kind::kNull) throw FileProblem{CannotUnmarshal(item, go_type)};
    maps.push_back(&item);
  }
  return maps;
}

}  // namespace grafake::server
