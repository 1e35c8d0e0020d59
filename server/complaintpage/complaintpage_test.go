package complaintpage

import (
	"errors"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"carrito/server/clientip"
	"carrito/server/complaint"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/site"
)

// book is a shop with a Libro de Reclamaciones.
type book struct {
	*Handler
	store *orderdb.Store
	site  *site.Site
}

func newBook(t *testing.T) book {
	t.Helper()
	s, err := site.Load(site.Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"})
	if err != nil {
		t.Fatal(err)
	}
	s.Shop.Complaints.Name, s.Shop.Complaints.RUC, s.Shop.Complaints.Address = "Moda SAC", "20100070970", "Jr. Uno 1"
	store := inboxtest.Open(t, t.TempDir()+"/orders.db")
	t.Cleanup(func() { store.Close() })
	missing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "the shop's own 404", http.StatusNotFound) })
	return book{New(store, func() *site.Site { return s }, missing, log.New(&strings.Builder{}, "", 0)), store, s}
}

func (b book) do(method, path string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	b.ServeHTTP(w, r)
	return w
}

func form() url.Values {
	return url.Values{
		"nombre": {"Ana <b>Pérez</b>"}, "domicilio": {"Jr. Uno 1"}, "tipoDocumento": {"DNI"}, "documento": {"12345678"}, "correo": {"ana@correo.example"},
		"bien": {complaint.Producto}, "monto": {"39.90"}, "descripcion": {"Polo"}, "tipo": {complaint.Reclamo}, "detalle": {"</p><script>alert(1)</script>"}, "pedido": {"Otro polo"},
	}
}

// A sheet gets a number and a copy, which shows the answer once there is one.
func TestSheet(t *testing.T) {
	b := newBook(t)
	w := b.do("POST", newPath, form())
	at := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(at, "/reclamos/") {
		t.Fatalf("got %d to %q: %s", w.Code, at, w.Body)
	}
	w = b.do("GET", at, nil)
	body := w.Body.String()
	for _, want := range []string{"N.º 1", "Moda SAC", "20100070970", "Ana &lt;b&gt;", "DNI 12345678", "&lt;script&gt;", "Todavía sin respuesta", "quince (15) días hábiles"} {
		if w.Code != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("got %d, want %q in %s", w.Code, want, body)
		}
	}
	if header := w.Header(); header.Get("Cache-Control") != "no-store" || !strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'") || !strings.Contains(header.Get("X-Robots-Tag"), "noindex") {
		t.Errorf("got the headers %v", header)
	}
	if err := b.store.AnswerComplaint(t.Context(), 1, "Lo cambiamos.", time.Now()); err != nil {
		t.Fatal(err)
	}
	if body := b.do("GET", at, nil).Body.String(); !strings.Contains(body, "Lo cambiamos.") {
		t.Errorf("got %s, want the answer", body)
	}
}

// The copy says what was mailed, and what will be if the server sends mails now.
func TestMailsOfTheSheet(t *testing.T) {
	tests := []struct {
		name         string
		queues, send bool // whether the server sent mails then, and sends mails now
		sent         bool
		answered     bool
		want         string
	}{
		{"no mails", false, false, false, false, ""},
		{"mails since", false, true, false, false, "Te enviaremos la respuesta a ana@correo.example."},
		{"answered without mails", false, true, false, true, ""},
		{"waiting", true, true, false, false, "También te enviaremos la copia a ana@correo.example. Allí te llegará también la respuesta."},
		{"no mails any more", true, false, false, false, ""},
		{"sent", true, true, true, false, "También te enviamos la copia a ana@correo.example. Allí te llegará también la respuesta."},
		{"answer sent", true, false, true, true, "También te enviamos la copia a ana@correo.example. La respuesta se envió a ana@correo.example."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBook(t)
			b.store.MailsComplaints, b.Mails = test.queues, test.send
			at := b.do("POST", newPath, form()).Header().Get("Location")
			sheet, err := b.store.ComplaintOf(t.Context(), strings.TrimPrefix(at, "/reclamos/"))
			if err == nil && test.answered {
				err = b.store.AnswerComplaint(t.Context(), sheet.Number, "Sí.", time.Now())
			}
			due, wrong := b.store.DueComplaintMails(t.Context(), time.Now(), 100)
			if err := errors.Join(err, wrong); err != nil {
				t.Fatal(err)
			}
			for _, m := range due {
				if test.sent && m.Sheet == sheet.Number {
					if err := b.store.ComplaintMailDone(t.Context(), m.Number); err != nil {
						t.Fatal(err)
					}
				}
			}
			_, got, _ := strings.Cut(b.do("GET", at, nil).Body.String(), "</strong>.")
			got, _, _ = strings.Cut(got, "</p>")
			got = strings.Join(strings.Fields(strings.NewReplacer("<bdi>", "", "</bdi>", "").Replace(got)), " ")
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// What is no sheet is refused in words, and takes no number.
func TestRefused(t *testing.T) {
	b := newBook(t)
	wrong := form()
	wrong.Del("detalle")
	address := form()
	address.Set("correo", "ana..perez@correo.example")
	long := form()
	long.Set("detalle", strings.Repeat("a", complaint.MaxForm))
	tests := []struct {
		name    string
		form    url.Values
		headers []string
		status  int
		want    string
	}{
		{"incomplete", wrong, nil, http.StatusUnprocessableEntity, "Falta: Detalle"},
		{"another site", form(), []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden, "otra página"},
		{"an address to which no mail can be sent", address, nil, http.StatusUnprocessableEntity, "correo electrónico no es válido"},
		{"too long", long, nil, http.StatusRequestEntityTooLarge, "demasiado largo"},
	}
	for _, test := range tests {
		if w := b.do("POST", newPath, test.form, test.headers...); w.Code != test.status || !strings.Contains(w.Body.String(), test.want) {
			t.Errorf("%s: got %d %s, want %d with %q", test.name, w.Code, w.Body, test.status, test.want)
		}
	}
	for _, path := range []string{"/reclamos/", "/reclamos/nuevo", "/reclamos/AAAAAAAAAAAAAAAAAAAAAA", "/reclamos/x"} {
		if w := b.do("GET", path, nil); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "the shop's own 404") {
			t.Errorf("%s: got %d, want the shop's 404", path, w.Code)
		}
	}
	if all, err := b.store.Complaints(t.Context(), 10, 0); err != nil || len(all) > 0 {
		t.Errorf("got %v, %v, want no sheet", all, err)
	}
	b.site.Shop.Complaints.Name = ""
	if w := b.do("POST", newPath, form()); w.Code != http.StatusNotFound {
		t.Errorf("without the book: got %d, want 404", w.Code)
	}
}

// One client cannot fill the book, neither in a minute nor in a day.
func TestLimit(t *testing.T) {
	for name, daily := range map[string]bool{"minute": false, "day": true} {
		t.Run(name, func(t *testing.T) {
			b, most := newBook(t), perMinute
			if daily {
				b.limits[0].Limiter, most = clientip.NewLimiter(0), perDay
			}
			for range most {
				if w := b.do("POST", newPath, form()); w.Code != http.StatusSeeOther {
					t.Fatalf("got %d", w.Code)
				}
			}
			w := b.do("POST", newPath, form())
			if w.Code != http.StatusTooManyRequests || strings.Contains(w.Body.String(), "mañana") != daily {
				t.Errorf("got %d, want it refused, and when to come back: %s", w.Code, w.Body)
			}
		})
	}
}
