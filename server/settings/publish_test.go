package settings_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestPublishPage(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	o.put("shop.json", strings.Replace(shopJSON, `["git", "push"]`, `["no-such-program", "<b>"]`, 1))
	page := o.send("GET", "/admin/publicar", nil)
	if !strings.Contains(page.body, "no-such-program</code> <code class=\"command\">&lt;b&gt;</code>") || !strings.Contains(page.body, "dist") {
		t.Errorf("got %s, want the folder and the command", page.body)
	}
	form := url.Values{"proof": o.form(page.body)["proof"]}
	for _, headers := range [][]string{{"X-Forwarded-For", "203.0.113.5"}, {"Forwarded", "for=203.0.113.5"}} {
		if got := o.send("POST", "/admin/publicar", form, headers...); got.status != http.StatusForbidden || !strings.Contains(faults(got.body), "Se publica solo desde tu propia computadora") || o.publisher.State().Running {
			t.Errorf("%v: got %d %s, want it refused", headers, got.status, faults(got.body))
		}
		if got := o.send("GET", "/admin/publicar/salida", nil, headers...); got.status != http.StatusForbidden {
			t.Errorf("%v: got %d, want no output", headers, got.status)
		}
	}
	if got := o.send("POST", "/admin/publicar", form); got.status != http.StatusSeeOther {
		t.Fatalf("got %d %s, want it started", got.status, faults(got.body))
	}
	refused := false
	for i := 0; i < 100 && !refused; i++ { // one that has ended meanwhile is started again
		refused = o.send("POST", "/admin/publicar", form).status == http.StatusConflict
	}
	if !refused {
		t.Error("got a hundred started, want one refused while another runs")
	}
	for o.publisher.State().Running {
		time.Sleep(10 * time.Millisecond)
	}
	// The program is not built here, so the export fails in words.
	if got := o.send("GET", "/admin/publicar/salida", nil); !strings.Contains(got.body, "No se escribió la carpeta") {
		t.Errorf("got %s", got.body)
	}
}
