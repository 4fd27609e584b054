#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "grafake/result.h"

namespace grafake {

/// One page of a search.
template <class T>
struct Page {
  std::int64_t total = 0;     ///< how many there are on all pages; 0 where Grafana does not say
  std::vector<T> items = {};  ///< of this page
};

/// All that a search finds, fetched page by page while it is read; a standard input range:
///
///     for (const Result<ServiceAccount>& account : accounts.All()) …
///
/// Each item comes once, though rows move from page to page while others create and delete; one that moves to a page
/// already read is missed. A page that fails is one element, the last. Every page is a call of its own: the timeout
/// counts for each, a deadline for all. It is read once, by one thread, and stays in place from begin() on.
template <class T>
class Pages {
 public:
  /// Gets a page; they count from 1.
  using Fetch = std::function<Result<Page<T>>(std::int64_t page)>;

  /// An input iterator: all copies stand at the same element.
  class Iterator {
   public:
    using value_type = Result<T>;                       ///< an item, or why there are no more
    using difference_type = std::ptrdiff_t;             ///< of no use to an input iterator
    using iterator_concept = std::input_iterator_tag;   ///< C++20's
    using iterator_category = std::input_iterator_tag;  ///< C++17's

    /// Stands nowhere.
    Iterator() = default;
    /// Stands at the current element.
    explicit Iterator(Pages* pages) : pages_(pages) {}
    /// The current element, until the next step.
    const Result<T>& operator*() const { return *pages_->current_; }
    /// A member of the current element.
    const Result<T>* operator->() const { return &*pages_->current_; }
    /// Steps on; may fetch a page.
    Iterator& operator++() {
      pages_->Advance();
      return *this;
    }
    /// Steps on; may fetch a page.
    void operator++(int) { pages_->Advance(); }
    /// True after the last element.
    bool operator==(std::default_sentinel_t /*end*/) const { return !pages_->current_; }

   private:
    Pages* pages_ = nullptr;
  };

  /// Fetches nothing yet.
  explicit Pages(Fetch fetch) : fetch_(std::move(fetch)) {}

  /// The first element that was not read yet; fetches the first page.
  Iterator begin() {
    if (next_page_ == 1) Advance();
    return Iterator(this);
  }
  /// After the last element.
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }

 private:
  static std::int64_t IdOf(const T& item) {
    if constexpr (requires { item.id; })
      return item.id;
    else
      return item.user_id;
  }

  void Advance() {
    current_.reset();
    if (at_ == items_.size() && !over_) FetchNext();
    if (at_ < items_.size()) current_.emplace(std::move(items_[at_++]));
  }

  void FetchNext() {
    auto page = fetch_(next_page_++);
    at_ = 0;
    items_.clear();
    over_ = !page || page->items.empty();
    if (!page) current_.emplace(tl::unexpected(std::move(page.error())));
    if (over_) return;
    for (T& item : page->items)
      if (seen_.insert(IdOf(item)).second) items_.push_back(std::move(item));
    over_ = items_.empty() || (page->total > 0 && static_cast<std::int64_t>(seen_.size()) >= page->total);
    if (items_.empty()) current_.emplace(tl::unexpected(Repeated()));
  }

  [[nodiscard]] Error Repeated() const {
    Error error;
    error.kind = ErrorKind::kUnreadable;
    error.status = 200;
    error.message = "page " + std::to_string(next_page_ - 1) + " holds only what earlier pages held";
    return error;
  }

  Fetch fetch_;
  std::int64_t next_page_ = 1;
  std::vector<T> items_;  // of the page that is being read, without what was seen before
  std::size_t at_ = 0;
  std::unordered_set<std::int64_t> seen_;
  bool over_ = false;
  std::optional<Result<T>> current_;
};

}  // namespace grafake
