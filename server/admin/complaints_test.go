package admin_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/server/complaint"
	"carrito/server/inbox/orderdb"
)

// The owner sees the sheets with the days that are left, and answers each once.
func TestComplaints(t *testing.T) {
	o := signedIn(t, "/shop")
	o.site.Shop.Complaints.Name = "Moda SAC"
	old := time.Now().AddDate(0, 0, -60)
	for _, sheet := range []complaint.Sheet{
		{Name: "Ana <b>", Kind: complaint.Reclamo, Detail: "Se rompió", Email: "ana@correo.example", Placed: old}, {Name: "Eva", Kind: complaint.Queja, Placed: time.Now()},
	} {
		if _, err := o.store.AddComplaint(context.Background(), sheet); err != nil {
			t.Fatal(err)
		}
	}
	got := o.get("/admin/reclamos")
	for _, want := range []string{"2 sin respuesta", "Hoja 1: Reclamo", "Ana &lt;b&gt;", "El plazo venció el " + complaint.Due(old).Format("02/01/2006"), "Quedan 15 días hábiles", `href="/shop/admin/reclamos"`} {
		if got.status != http.StatusOK || !strings.Contains(got.body, want) {
			t.Errorf("got %d, want %q in %s", got.status, want, got.body)
		}
	}
	proof := o.proof()
	for _, test := range []struct {
		number, proof, text string
		status              int
	}{
		{"1", "", "Sí", http.StatusForbidden}, {"1", proof, " \n ", http.StatusUnprocessableEntity}, {"1", proof, strings.Repeat("a", 2001), http.StatusUnprocessableEntity},
		{"9", proof, "Sí", http.StatusNotFound}, {"x", proof, "Sí", http.StatusUnprocessableEntity},
		{"1", proof, "Cambio & devolución.\r\nGracias.", http.StatusSeeOther}, {"1", proof, "No", http.StatusConflict},
	} {
		if got := o.do("POST", "/admin/reclamos/"+test.number, url.Values{"proof": {test.proof}, "respuesta": {test.text}}); got.status != test.status {
			t.Errorf("%s, %.10q: got %d, want %d", test.number, test.text, got.status, test.status)
		}
	}
	got = o.get("/admin/reclamos")
	for _, want := range []string{"1 sin respuesta", "Cambio &amp; devolución.\nGracias.", "mailto:ana@correo.example?subject=Hoja%20de%20Reclamaci%C3%B3n", "Cambio%20%26%20devoluci%C3%B3n.%0AGracias.%0D%0A%0D%0Ahttps%3A%2F%2Fshop.example%2Fshop%2Freclamos%2F"} {
		if !strings.Contains(got.body, want) && !strings.Contains(got.body, url.PathEscape(want)) {
			t.Errorf("got %s, want %q in it", got.body, want)
		}
	}
}

// The page promises a mail with the answer only if the server sends mails now, and says
// that it was sent once it was.
func TestAnswersByMail(t *testing.T) {
	o := signedIn(t, "/shop")
	o.site.Shop.Complaints.Name = "Moda SAC"
	const promise, soon, sent = "le llega por correo", "está por salir a su correo", "se envió a su correo"
	want := func(when string, words ...string) {
		t.Helper()
		body := o.get("/admin/reclamos").body
		for _, text := range []string{promise, soon, sent} {
			if got := strings.Contains(body, text); got != slices.Contains(words, text) {
				t.Errorf("%s: got %q: %t, want %q alone", when, text, got, words)
			}
		}
	}
	o.store.MailsComplaints = true
	if _, err := o.store.AddComplaint(t.Context(), complaint.Sheet{Name: "Ana", Kind: complaint.Queja, Email: "ana@correo.example", Placed: time.Now()}); err != nil {
		t.Fatal(err)
	}
	want("the server sends no mails any more")
	o.handler.MailsComplaints = true
	want("it sends mails", promise)
	if err := o.store.AnswerComplaint(t.Context(), 1, "Sí.", time.Now()); err != nil {
		t.Fatal(err)
	}
	want("the answer is queued", soon)
	due, err := o.store.DueComplaintMails(t.Context(), time.Now(), 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range due {
		if m.Kind == orderdb.AnswerMail {
			if err := o.store.ComplaintMailDone(t.Context(), m.Number); err != nil {
				t.Fatal(err)
			}
		}
	}
	want("it is sent", sent)
}
