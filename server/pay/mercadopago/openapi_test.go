package mercadopago_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"carrito/server/pay/paytest"
	"carrito/server/pay/sandbox"
)

// variable names the folder with Mercado Pago's documents MPE-openapi.yaml and
// webhooks.yaml, or the first of them. They are not part of the project.
const variable = "MERCADOPAGO_OPENAPI"

func documents() string { return strings.TrimSuffix(os.Getenv(variable), "MPE-openapi.yaml") }

// document reads Mercado Pago's OpenAPI document once. It is nil if the environment
// names none.
var document = sync.OnceValues(func() (routers.Router, error) {
	folder := documents()
	if folder == "" {
		return nil, nil
	}
	doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join(folder, "MPE-openapi.yaml"))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", variable, err)
	}
	doc.Servers = nil // the sandbox is elsewhere
	// The document says that it is 3.1, but has nullable, which only 3.0 has.
	doc.OpenAPI = "3.0.3"
	return gorillamux.NewRouter(doc)
})

// documented checks each request to the API and each answer against the document,
// which has /checkout/preferences, /v1/payments/{id} and /v1/payments/search with all
// fields that package mercadopago uses. It does not have:
//
//   - the header field X-Idempotency-Key for preferences, only for payments
//   - answers with status 429 or 5xx for these three, which package paytest makes
//   - the status_detail of a payment, which may be any text
//   - the address and the header fields of webhooks; webhooks.yaml has their body
func documented(t *testing.T, api http.Handler) http.Handler {
	t.Helper()
	router, err := document()
	if err != nil {
		t.Fatal(err)
	}
	if router == nil {
		t.Logf("%s is not set: requests and answers are not checked against Mercado Pago's OpenAPI document", variable)
		return api
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/sandbox/") {
			api.ServeHTTP(w, r)
			return
		}
		input := checkRequest(t, router, r)
		recorder := httptest.NewRecorder()
		api.ServeHTTP(recorder, r)
		answer := &openapi3filter.ResponseValidationInput{
			RequestValidationInput: input, Status: recorder.Code, Header: recorder.Header(),
			Body: io.NopCloser(bytes.NewReader(recorder.Body.Bytes())), Options: input.Options,
		}
		if err := openapi3filter.ValidateResponse(r.Context(), answer); err != nil {
			t.Errorf("answer to %s %s: %v\n%s", r.Method, r.URL, err, recorder.Body)
		}
		for name, values := range recorder.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(recorder.Code)
		w.Write(recorder.Body.Bytes())
	})
}

func checkRequest(t *testing.T, router routers.Router, r *http.Request) *openapi3filter.RequestValidationInput {
	route, path, err := router.FindRoute(r)
	if err != nil {
		t.Errorf("%s %s: %v", r.Method, r.URL, err)
	}
	input := &openapi3filter.RequestValidationInput{
		Request: r, PathParams: path, Route: route,
		Options: &openapi3filter.Options{
			MultiError: true, IncludeResponseStatus: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc,
		},
	}
	if err := openapi3filter.ValidateRequest(r.Context(), input); err != nil {
		t.Errorf("request %s %s: %v", r.Method, r.URL, err)
	}
	return input
}

// The sandbox's webhooks are as webhooks.yaml has them.
func TestWebhookAsDocumented(t *testing.T) {
	s := connect(t)
	bodies := make(chan []byte, 1)
	shop := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		bodies <- body
	}))
	defer shop.Close()
	s.Request.Notify = shop.URL
	paytest.Press(t, s.Open(t).URL, "how", sandbox.PayNow)
	body := <-bodies
	folder := documents()
	if folder == "" {
		t.Logf("%s is not set: the webhook %s is not checked", variable, body)
		return
	}
	schema := webhookSchema(t, folder)
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		t.Fatal(err)
	}
	if err := schema.VisitJSON(value, openapi3.MultiErrors()); err != nil {
		t.Errorf("%s: %v", body, err)
	}
}

// webhookSchema reads the schema WebhookNotification. webhooks.yaml refers to a file
// that is not there, for schemas that are not needed.
func webhookSchema(t *testing.T, folder string) *openapi3.Schema {
	t.Helper()
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = true
	loader.ReadFromURIFunc = func(l *openapi3.Loader, u *url.URL) ([]byte, error) {
		if filepath.Base(u.Path) == "common.yaml" {
			return []byte("components: {schemas: {CurrencyId: {type: string}}}"), nil
		}
		return openapi3.ReadFromFile(l, u)
	}
	doc, err := loader.LoadFromFile(filepath.Join(folder, "webhooks.yaml"))
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return doc.Components.Schemas["WebhookNotification"].Value
}
