package htmlpage_test

import (
	"html/template"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"carrito/server/htmlpage"
)

// A page is sent whole, with its status, or not at all.
func TestSend(t *testing.T) {
	pages := template.Must(template.New("greeting").Parse(`<p>{{.Name}}</p>`))
	for _, test := range []struct {
		name, want string
		data       any
		status     int
		logged     string
	}{
		{"whole", "<p>&lt;Ana&gt;</p>", struct{ Name string }{"<Ana>"}, http.StatusConflict, ""},
		{"a field is missing", "internal error\n", struct{}{}, http.StatusInternalServerError, "can't evaluate field Name"},
	} {
		var logged strings.Builder
		w := httptest.NewRecorder()
		htmlpage.Send(w, http.StatusConflict, pages, test.data, log.New(&logged, "", 0))
		if w.Code != test.status || w.Body.String() != test.want || !strings.Contains(logged.String(), test.logged) || (test.logged == "") != (logged.Len() == 0) {
			t.Errorf("%s: got %d, %q, %q, want %d, %q, %q", test.name, w.Code, w.Body, &logged, test.status, test.want, test.logged)
		}
	}
}

// A preview has its note at the top, and neither runs scripts nor sends forms.
func TestSendPreview(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"a page", `<html><body class="a"><h1>Polo</h1>`, `<html><body class="a"><p role="status"`},
		{"a page without a body", `<h1>Polo</h1>`, `<h1>Polo</h1>`},
		{"a page that ends early", `<h1>Polo</h1><body`, `<h1>Polo</h1><body`},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			htmlpage.SendPreview(w, []byte(test.page), "Not <b>yet</b> saved")
			body, policy := w.Body.String(), w.Header().Get("Content-Security-Policy")
			if !strings.HasPrefix(body, test.want) || strings.Contains(body, "<b>") || !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "script-src") || !strings.Contains(policy, "form-action 'none'") {
				t.Errorf("got %q with %q, want %q…", body, policy, test.want)
			}
		})
	}
}
