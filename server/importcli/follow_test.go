package importcli

import (
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/catalogfile"
)

// published is a sheet on the web.
type published struct {
	mu     sync.Mutex
	body   string
	status int
	whole  int // answers with a body
}

func (p *published) set(status int, body string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.status, p.body = status, body
}

func (p *published) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	tag := fmt.Sprintf("%q", fmt.Sprint(len(p.body), p.status))
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag && p.status == http.StatusOK {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	p.whole++
	w.WriteHeader(p.status)
	fmt.Fprint(w, p.body)
}

// table returns a table of n products.
func table(n int) string {
	text := "Nombre,Precio,Stock,Tela\n"
	for i := range n {
		text += fmt.Sprintf("Polo %d,20,%d,%s\n", i, i, []string{"Lino", "Lana"}[i%2])
	}
	return text
}

// follower returns a follower of a new sheet.
func follower(t *testing.T) (*Follower, *published, *strings.Builder) {
	t.Helper()
	sheet := &published{status: http.StatusOK, body: table(10)}
	server := httptest.NewServer(sheet)
	t.Cleanup(server.Close)
	var logged strings.Builder
	return &Follower{
		Command: Command{Export: server.URL + "/secret?output=csv", Target: filepath.Join(t.TempDir(), "products.json"), Shop: "../../web/shop.json", Private: true},
		Every:   time.Hour, Log: log.New(&logged, "", 0),
	}, sheet, &logged
}

// Whatever becomes of the sheet, the last good catalogue stays, and the fault is known
// until the sheet is good again.
func TestFollow(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		want   Fault
		logged string
	}{
		{"a web page", 200, "<!DOCTYPE html><html><title>Sheets</title>", Fault{Kind: Page}, "answered with a web page (HTML)"},
		{"not found", 404, "", Fault{Kind: Unreachable}, "404 Not Found"},
		{"an error page", 500, "<html>", Fault{Kind: Unreachable}, "500"},
		{"a column is lost", 200, strings.ReplaceAll(table(10), ",Stock,", ",Observaciones,"), Fault{Kind: Lost, Columns: "Stock"}, "has lost columns: Stock"},
		{"an option is lost", 200, strings.ReplaceAll(table(10), "Tela", "Observaciones"), Fault{Kind: Lost, Columns: "Tela"}, "has lost columns: Tela"},
		{"the price is lost", 200, strings.ReplaceAll(table(10), ",Precio,", ",Observaciones,"), Fault{Kind: Lost, Columns: "Precio"}, "has lost columns: Precio"},
		{"a title is added", 200, "Lista\n" + table(5), Fault{Kind: Fewer, Before: 10, Now: 5}, "5 products instead of 10"},
		{"another table", 200, "a,b\n1,2\n", Fault{Kind: Lost, Columns: "Nombre, Precio, Stock, Tela"}, "has lost columns"},
		{"half of the rows", 200, table(5), Fault{Kind: Fewer, Before: 10, Now: 5}, "5 products instead of 10"},
		{"other prices", 200, strings.ReplaceAll(table(10), ",20,", ",2000,"), Fault{Kind: Prices}, "at ten times their price"},
		{"no rows", 200, table(0), Fault{Kind: Unreadable}, "no products"},
		{"nothing", 200, "", Fault{Kind: Unreadable}, "empty"},
		{"another file", 200, "%PDF-1.7", Fault{Kind: Unreadable}, "a PDF document"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f, sheet, logged := follower(t)
			if err := f.Once(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, failed := f.Fault(); failed || !strings.Contains(logged.String(), "10 products") {
				t.Fatalf("got a fault or no word of the products in %q", logged)
			}
			good := read(t, f.Command.Target)
			sheet.set(test.status, test.body)
			for range 2 {
				f.Once(t.Context())
			}
			fault, failed := f.Fault()
			since := fault.Since
			fault.Since, fault.Err = time.Time{}, nil
			if !failed || fault != test.want || since.IsZero() {
				t.Errorf("got the fault %+v, want %+v", fault, test.want)
			}
			if n := strings.Count(logged.String(), "is not imported"); n != 1 || !strings.Contains(logged.String(), test.logged) || strings.Contains(logged.String(), "secret") {
				t.Errorf("got the log %q, want %q once, and no secret", logged, test.logged)
			}
			if read(t, f.Command.Target) != good {
				t.Error("the catalogue was changed")
			}
			sheet.set(200, table(11))
			if err := f.Once(t.Context()); err != nil {
				t.Errorf("got %v after the sheet was mended", err)
			}
			if _, failed := f.Fault(); failed || !strings.Contains(logged.String(), "is imported again") || !strings.Contains(logged.String(), "11 products") {
				t.Errorf("got a fault, or the log %q", logged)
			}
		})
	}
}

// A sheet that has not changed is not imported again, not even by a new process. After
// a yes to fewer products they are taken.
func TestFollowUnchanged(t *testing.T) {
	f, sheet, logged := follower(t)
	for range 3 {
		if err := f.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	again := &Follower{Command: f.Command, Log: f.Log}
	if err := again.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(logged.String(), "was imported"); n != 1 || sheet.whole != 1 {
		t.Errorf("got %d imports and %d downloads, want one of each", n, sheet.whole)
	}
	sheet.set(200, table(5))
	if err := again.Once(t.Context()); err == nil {
		t.Error("got no error for half of the products")
	}
	yes := f.Command
	yes.Fewer, yes.Stdout = true, &strings.Builder{}
	if err := yes.Run(t.Context()); err != nil {
		t.Error(err)
	}
	if err := again.Once(t.Context()); err != nil {
		t.Errorf("got %v after a yes", err)
	}
	if got := idsIn(t, f.Command.Target); strings.Count(got, "=") != 5 {
		t.Errorf("got %s, want 5 products", got)
	}
	os.Remove(f.Command.Target)
	if err := again.Once(t.Context()); err != nil || read(t, f.Command.Target) == "" {
		t.Errorf("got %v, want a lost catalogue made again", err)
	}
}

// A column that was an option stays one, although its values do not repeat any more.
func TestFollowKeepsOptions(t *testing.T) {
	f, sheet, _ := follower(t)
	if err := f.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	rows := strings.SplitAfter(table(10), "\n")
	for i := 1; i <= 10; i++ {
		rows[i] = strings.NewReplacer("Lino", fmt.Sprint("Lino ", i), "Lana", fmt.Sprint("Lana ", i)).Replace(rows[i])
	}
	sheet.set(200, strings.Join(rows, ""))
	if err := f.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := read(t, f.Command.Target); !strings.Contains(got, "Lana 10") {
		t.Errorf("got %s, want the values as options", got)
	}
}

// Without -private no address of the machine is asked.
func TestPrivateTable(t *testing.T) {
	f, sheet, _ := follower(t)
	f.Command.Private = false
	if err := f.Once(t.Context()); err == nil || !strings.Contains(err.Error(), "-private allows it") || sheet.whole > 0 {
		t.Errorf("got %v and %d requests, want it refused", err, sheet.whole)
	}
}

// What the owner has hidden stays hidden, and the sheet is not imported again and again
// because of that.
func TestFollowKeepsHidden(t *testing.T) {
	f, sheet, logged := follower(t)
	if err := f.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	products := &catalogfile.File{Path: f.Command.Target}
	if _, err := products.Update("ana", func(c *catalogfile.Catalogue) error {
		c.Products[3] = c.Products[3].With("hidden", true)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	sheet.set(http.StatusOK, strings.ReplaceAll(table(10), "Polo 3,20", "Polo 3,25"))
	for range 3 {
		if err := f.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	c, err := products.Read()
	if err != nil || !c.Products[3].Bool("hidden") || c.Products[3].Text("price") != "25.00" || c.Products[2].Bool("hidden") {
		t.Errorf("got %s, %v, want the new price of a product that is still hidden", c.Bytes(), err)
	}
	if n := strings.Count(logged.String(), "was imported"); n != 2 {
		t.Errorf("got %d imports, want 2: %s", n, logged)
	}
}
