#include "server/config/ini_parser.h"

#include <optional>

#include "server/blanks.h"
#include "server/config/go_quote.h"

namespace grafake::server {
namespace {

constexpr std::string_view kTriple = "\"\"\"";
constexpr std::string_view kDelimiters = "=:";

bool Surrounded(std::string_view text, char quote) {
  return text.size() >= 2 && text.front() == quote && text.find(quote, 1) == text.size() - 1;
}

struct KeyName {
  std::string name;
  std::size_t value_at = 0;  // behind the delimiter
};

class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  tl::expected<IniFile, IniError> Parse() {
    section_ = &file_.Section(kTopSection);
    while (!rest_.empty()) {
      const std::string_view line = TrimLeadingBlanks(NextLine());
      if (line.empty() || line[0] == '#' || line[0] == ';') continue;
      if (auto error = line[0] == '[' ? TakeHeader(line) : TakeKey(line))
        return tl::unexpected(IniError{*std::move(error), begin_});
    }
    return std::move(file_);
  }

 private:
  using Problem = std::optional<std::string>;

  // The next line with its line break.
  std::string_view NextLine() {
    const auto end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end == std::string_view::npos ? rest_.size() : end + 1);
    rest_.remove_prefix(line.size());
    ++line_;
    begin_ = line_;
    return line;
  }

  Problem TakeHeader(std::string_view line) {
    const auto close = line.rfind(']');
    if (close == std::string_view::npos) return "unclosed section: " + std::string(line);
    const std::string_view name = line.substr(1, close - 1);
    if (name.empty()) return "empty section name";
    section_ = &file_.Section(name);
    unnamed_ = 1;
    return std::nullopt;
  }

  static tl::expected<KeyName, std::string> NotFound(std::string_view line) {
    return tl::unexpected("key-value delimiter not found: " + std::string(line));
  }

  static tl::expected<KeyName, std::string> QuotedName(std::string_view line, std::string_view quote) {
    const auto end = line.find(quote, quote.size());
    if (end == std::string_view::npos) return tl::unexpected("missing closing key quote: " + std::string(line));
    const auto delimiter = line.find_first_of(kDelimiters, end + quote.size());
    if (delimiter == std::string_view::npos) return NotFound(line);
    return KeyName{std::string(TrimBlanks(line.substr(quote.size(), end - quote.size()))), delimiter + 1};
  }

  static tl::expected<KeyName, std::string> Name(std::string_view line) {
    if (line[0] == '"') return QuotedName(line, line.size() > 6 && line.starts_with(kTriple) ? kTriple : "\"");
    if (line[0] == '`') return QuotedName(line, "`");
    const auto delimiter = line.find_first_of(kDelimiters);
    if (delimiter == std::string_view::npos) return NotFound(line);
    return KeyName{std::string(TrimBlanks(line.substr(0, delimiter))), delimiter + 1};
  }

  Problem TakeKey(std::string_view line) {
    const int at = line_;
    auto name = Name(line);
    if (!name) return std::move(name).error();
    if (name->name == "-") name->name = "#" + std::to_string(unnamed_++);
    auto value = Value(line.substr(name->value_at));
    if (!value) return std::move(value).error();
    if (name->name.empty()) return "error creating new key: empty key name";
    const IniKey* before = section_->Find(name->name);
    const int replaced = before == nullptr ? 0 : before->line;
    section_->Set(name->name, *std::move(value), at).replaced = replaced;
    return std::nullopt;
  }

  tl::expected<std::string, std::string> Value(std::string_view text) {
    text = TrimLeadingBlanks(text);
    if (text.empty()) return std::string();
    const std::string_view quote = text.size() > 3 && text.starts_with(kTriple) ? kTriple : text[0] == '`' ? "`" : "";
    if (!quote.empty()) return Literal(text, quote);
    text = TrimBlanks(text);
    if (text.back() == '\\') return Continued(text.substr(0, text.size() - 1));
    text = TrimBlanks(text.substr(0, text.find_first_of("#;")));
    if (Surrounded(text, '\'') || Surrounded(text, '"')) text = text.substr(1, text.size() - 2);
    return std::string(text);
  }

  // Up to the last closing mark of the line, or of the first later line that has one.
  tl::expected<std::string, std::string> Literal(std::string_view text, std::string_view quote) {
    std::string value(text.substr(quote.size()));
    const auto close = value.rfind(quote);
    if (close != std::string::npos) return value.substr(0, close);
    const int begin = begin_;
    while (true) {
      const std::string_view next = rest_.empty() ? std::string_view() : NextLine();
      begin_ = begin;
      const auto end = next.rfind(quote);
      if (end != std::string_view::npos) return value += next.substr(0, end);
      value += next;
      if (rest_.empty()) {
        // The library names what it read last: nothing when the file ended with a line break.
        const std::string_view last = next.ends_with('\n') ? std::string_view() : next;
        return tl::unexpected("missing closing key quote from " + GoQuote(text) + " to " + GoQuote(last));
      }
    }
  }

  std::string Continued(std::string_view first) {
    std::string value(first);
    while (!rest_.empty()) {
      const std::string_view next = TrimBlanks(NextLine());
      if (next.empty()) break;
      value += next;
      if (value.back() != '\\') break;
      value.pop_back();
    }
    return value;
  }

  IniFile file_;
  IniSection* section_ = nullptr;
  std::string_view rest_;
  int line_ = 0;   // read so far
  int begin_ = 0;  // of what is being read
  int unnamed_ = 1;
};

}  // namespace

tl::expected<IniFile, IniError> ParseIni(std::string_view text) { return Parser(text).Parse(); }

}  // namespace grafake::server
