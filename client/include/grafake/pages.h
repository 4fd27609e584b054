#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "grafake/result.h"

namespace grafake {

// One page of a search, and how many there are in all.
template <class T>
struct Page {
  std::int64_t total = 0;
  std::vector<T> items;
};

// All that a search finds, fetched page by page while it is read:
//   for (const Result<ServiceAccount>& account : accounts.All()) …
// A page that fails is one element, the last. It can be read once.
template <class T>
class Pages {
 public:
  using Fetch = std::function<Result<Page<T>>(std::int64_t page)>;

  class Iterator {
   public:
    using value_type = Result<T>;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::input_iterator_tag;

    Iterator() = default;
    explicit Iterator(Pages* pages) : pages_(pages) {}
    const Result<T>& operator*() const { return *pages_->current_; }
    const Result<T>* operator->() const { return &*pages_->current_; }
    Iterator& operator++() {
      pages_->Advance();
      return *this;
    }
    void operator++(int) { pages_->Advance(); }
    bool operator==(std::default_sentinel_t /*end*/) const { return !pages_->current_; }

   private:
    Pages* pages_ = nullptr;
  };

  explicit Pages(Fetch fetch) : fetch_(std::move(fetch)) {}

  Iterator begin() {
    if (next_page_ == 1) Advance();
    return Iterator(this);
  }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }

 private:
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
    if (page) items_ = std::move(page->items);
    seen_ += items_.size();
    over_ = over_ || static_cast<std::int64_t>(seen_) >= page->total;
  }

  Fetch fetch_;
  std::int64_t next_page_ = 1;
  std::vector<T> items_;
  std::size_t at_ = 0, seen_ = 0;
  bool over_ = false;
  std::optional<Result<T>> current_;
};

}  // namespace grafake
