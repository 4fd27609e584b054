// Playlists in each release.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;

constexpr const char* kPlaylistBody =
    R"({"name":"One","interval":"5m","items":[{"type":"dashboard_by_tag","value":"a","order":1,"title":"t"}]})";

TEST(PlaylistRulesTest, OnesOfEarlierReleasesHaveIdsAndItems) {
  OfRelease of("9.0");
  const std::string made = of.Send("POST", "/api/playlists", kPlaylistBody).body;
  EXPECT_THAT(made, HasSubstr(R"("name":"One","interval":"5m"})"));
  const std::string uid = made.substr(made.find("uid\":\"") + 6, 9);
  EXPECT_EQ(of.Get("/api/playlists/" + uid + "/items"),
            R"([{"id":1,"playlistid":1,"type":"dashboard_by_tag","title":"t","value":"a","order":1}])");
  EXPECT_EQ(of.Send("PUT", "/api/playlists/" + uid, R"({"name":"Two","interval":"1m","items":[]})").status, 500);
  EXPECT_THAT(of.Send("PUT", "/api/playlists/" + uid, kPlaylistBody).body, HasSubstr(R"("items":[{"id":2,)"));
  EXPECT_EQ(of.Send("POST", "/api/playlists", "{}").status, 400);
  EXPECT_EQ(of.Send("DELETE", "/api/playlists/" + uid).body, "");
  EXPECT_EQ(of.Get("/api/playlists/" + uid),
            "{\"message\":\"Playlist not found\",\"traceID\":\"00000000000000000000000000000000\"}\n");
}

TEST(PlaylistRulesTest, OnesFromApisLookAsTheirAnswersDo) {
  OfRelease of("12.4");
  const std::string made = of.Send("POST", "/api/playlists", kPlaylistBody).body;
  EXPECT_THAT(made, HasSubstr(R"("items":[{"type":"dashboard_by_tag","value":"a"}]})"));
  EXPECT_THAT(made, testing::EndsWith("\n"));
  EXPECT_THAT(of.Get("/api/playlists/x"), HasSubstr(R"("playlists.playlist.grafana.app \"x\" not found")"));
  of.MakeUser("reader");
  EXPECT_EQ(of.Send("POST", "/api/playlists", kPlaylistBody, "reader:pass-1234").status, 403);
}

TEST(PlaylistRulesTest, WritingIsForEditors) {
  OfRelease of("9.0");
  of.MakeUser("reader");
  for (const char* method : {"PUT", "DELETE"})
    EXPECT_EQ(of.Send(method, "/api/playlists/x", kPlaylistBody, "reader:pass-1234").body,
              "{\"message\":\"Permission denied\"}\n");
  EXPECT_EQ(of.Get("/api/playlists", "reader:pass-1234"), "[]");
}

}  // namespace
}  // namespace grafake::server
