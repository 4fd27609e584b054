// With the client that Terraform's provider and others use: grafana-openapi-client-go.
package openapi_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	httptransport "github.com/go-openapi/runtime/client"
	"github.com/go-openapi/strfmt"
	"github.com/grafana/grafana-openapi-client-go/client/service_accounts"
	"github.com/grafana/grafana-openapi-client-go/client/teams"
	"github.com/grafana/grafana-openapi-client-go/models"

	"grafaketest"
)

// transportOf is what the client's own constructor makes of url and credentials.
func transportOf(t *testing.T, grafana *grafaketest.World) *httptransport.Runtime {
	t.Helper()
	address, err := url.Parse(grafana.URL)
	if err != nil {
		t.Fatal(err)
	}
	return httptransport.New(address.Host, "/api", []string{address.Scheme})
}

func TestAProgramMeetsGrafana(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t)
	transport := transportOf(t, grafana)
	transport.DefaultAuthentication = httptransport.BasicAuth(grafana.User, grafana.Password)
	accounts := service_accounts.New(transport, strfmt.Default)
	made, err := accounts.CreateServiceAccount(
		service_accounts.NewCreateServiceAccountParams().WithBody(&models.CreateServiceAccountForm{Name: "robot", Role: "Viewer"}))
	if err != nil {
		t.Fatal(err)
	}
	token, err := accounts.CreateToken(service_accounts.NewCreateTokenParams().
		WithServiceAccountID(made.Payload.ID).WithBody(&models.AddServiceAccountTokenCommand{Name: "first"}))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(token.Payload.Key, "glsa_") {
		t.Error("the token has another form")
	}
}

func TestWhyAProgramWasRefused(t *testing.T) {
	t.Parallel()
	grafana := grafaketest.New(t)
	transport := transportOf(t, grafana)
	transport.DefaultAuthentication = httptransport.BearerToken(grafana.Token("Viewer"))
	name := "sre"
	_, err := teams.New(transport, strfmt.Default).CreateTeam(&models.CreateTeamCommand{Name: &name})
	var forbidden *teams.CreateTeamForbidden
	if !errors.As(err, &forbidden) {
		t.Fatal(err)
	}
	if why := grafana.Why(nil); !strings.Contains(why, "needs teams:create") {
		t.Error(why)
	}
}
