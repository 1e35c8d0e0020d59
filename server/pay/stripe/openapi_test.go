package stripe_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stripe/stripe-mock/embedded"
	"github.com/stripe/stripe-mock/server"

	"carrito/server/pay/paytest"
	"carrito/server/pay/stripe"
)

// document is Stripe's OpenAPI document, as stripe-mock has it.
var document = sync.OnceValues(func() (*openapi3.T, error) {
	return openapi3.NewLoader().LoadFromData(embedded.OpenAPISpec)
})

// answers maps the beginnings of paths to those in the document.
var answers = map[string]string{
	"/v1/checkout/sessions/": "/v1/checkout/sessions/{session}",
	"/v1/checkout/sessions":  "/v1/checkout/sessions",
	"/v1/payment_intents/":   "/v1/payment_intents/{intent}",
	"/v1/disputes":           "/v1/disputes",
}

// documented checks each answer of the sandbox against Stripe's document. Requests are
// checked in TestRequests.
func documented(t *testing.T, api http.Handler) http.Handler {
	t.Helper()
	doc, err := document()
	if err != nil {
		t.Fatal(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/sandbox/") {
			api.ServeHTTP(w, r)
			return
		}
		recorder := httptest.NewRecorder()
		api.ServeHTTP(recorder, r)
		checkAnswer(t, doc, r, recorder)
		for name, values := range recorder.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(recorder.Code)
		w.Write(recorder.Body.Bytes())
	})
}

func checkAnswer(t *testing.T, doc *openapi3.T, r *http.Request, answer *httptest.ResponseRecorder) {
	longest := ""
	for prefix := range answers {
		if strings.HasPrefix(r.URL.Path, prefix) && len(prefix) > len(longest) {
			longest = prefix
		}
	}
	path := doc.Paths.Value(answers[longest])
	if path == nil {
		t.Errorf("%s is not in Stripe's document", r.URL.Path)
		return
	}
	responses := path.GetOperation(r.Method).Responses
	response := responses.Status(answer.Code)
	if response == nil {
		response = responses.Default()
	}
	var value any
	if err := json.Unmarshal(bytes.TrimSpace(answer.Body.Bytes()), &value); err != nil {
		t.Error(err)
		return
	}
	schema := response.Value.Content.Get("application/json").Schema.Value
	if err := schema.VisitJSON(value, openapi3.MultiErrors()); err != nil {
		t.Errorf("answer to %s %s: %.2000v\n%s", r.Method, r.URL, err, answer.Body)
	}
}

// stripe-mock accepts the requests of the provider. What it answers is of no order.
func TestRequests(t *testing.T) {
	spec, err := server.LoadSpec(embedded.OpenAPISpec, "")
	if err != nil {
		t.Fatal(err)
	}
	fixtures, err := server.LoadFixtures(embedded.OpenAPIFixtures, "")
	if err != nil {
		t.Fatal(err)
	}
	stub, err := server.NewStubServer(fixtures, spec, false, false)
	if err != nil {
		t.Fatal(err)
	}
	accepted := 0
	mock := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		recorder := httptest.NewRecorder()
		stub.HandleRequest(recorder, r)
		if recorder.Code != http.StatusOK {
			t.Errorf("%s %s: got %d: %s", r.Method, r.URL, recorder.Code, recorder.Body)
		} else {
			accepted++
		}
		w.WriteHeader(recorder.Code)
		w.Write(recorder.Body.Bytes())
	}))
	defer mock.Close()
	p, err := stripe.New(paytest.Keys(), stripe.Options{API: mock.URL})
	if err != nil {
		t.Fatal(err)
	}
	request := connect(t).Request
	p.Open(t.Context(), request)
	p.Payments(t.Context(), request.Order, "cs_test_1")
	p.Payment(t.Context(), "pi_1")
	if accepted < 3 {
		t.Errorf("got %d accepted requests, want 3 or more", accepted)
	}
}
