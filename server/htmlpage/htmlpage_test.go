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
