#pragma once

#include <optional>
#include <string_view>

#include "server/domain/playlists.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"
#include "server/releases/neighbour_rules.h"

namespace grafake::server {

// /api/playlists. Where they are made where /apis is served, answers and refusals look as its own do.
class PlaylistsApi {
 public:
  PlaylistsApi(const Answers& answers, Playlists& playlists, const NeighbourRules& rules)
      : answers_(answers), playlists_(playlists), from_apis_(rules.playlists_from_apis), version_(rules.playlist_api) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response GetItems(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Update(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;

  [[nodiscard]] Result<PlaylistRow> Found(const Context& context) const;
  // Of one that is not there; or of another failure, which is that refusal.
  [[nodiscard]] Response Refuse(const Context& context, const Error& error, const Refusal& failed) const;
  [[nodiscard]] Response Missing(const Context& context, const Error& error) const;
  // Where the route does not: whoever may not write is told so.
  [[nodiscard]] std::optional<Response> RefuseReader(const Context& context, std::string_view verb) const;
  [[nodiscard]] Response Json(std::string json) const;
  [[nodiscard]] Response BadData(const Error& error) const;
  void AddHead(JsonWriter& json, const PlaylistRow& playlist) const;
  void AddItems(JsonWriter& json, const PlaylistRow& playlist) const;
  [[nodiscard]] Response Whole(const PlaylistRow& playlist) const;

  const Answers& answers_;
  Playlists& playlists_;
  bool from_apis_;
  std::string_view version_;
};

}  // namespace grafake::server
