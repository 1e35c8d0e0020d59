package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/admin"
	"carrito/server/inbox/orderdb"
)

func get(t *testing.T, url string) (int, string, http.Header) {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text), answer.Header
}

// Before a password is set, the address of the owner's page is the shop's own
// 404. A server that already runs serves the page once there is a password.
func TestServeOwnersPage(t *testing.T) {
	flags := webFolder(t, `, "baseURL": "https://tienda.example/shop/", "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	database := filepath.Join(t.TempDir(), "orders.db")
	url := served(t, append(flags, "-database", database)...)
	status, page, _ := get(t, url+"/admin/pedidos")
	if status != http.StatusNotFound || strings.Contains(page, "password") || !strings.Contains(page, "no existe") {
		t.Errorf("without a password: got %d %s, want the shop's 404", status, page)
	}
	s, err := orderdb.Open(t.Context(), database, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := admin.SetPassword(t.Context(), s, "una contraseña larga"); err != nil {
		t.Fatal(err)
	}
	status, page, header := get(t, url+"/admin/pedidos")
	if status != http.StatusForbidden || !strings.Contains(page, `action="/shop/admin/entrar"`) || header.Get("Cache-Control") != "no-store" {
		t.Errorf("with a password: got %d %s, want the form", status, page)
	}
	if status, _, _ := get(t, strings.TrimSuffix(url, "/shop")+"/admin/pedidos"); status != http.StatusNotFound {
		t.Errorf("outside of the shop: got %d, want 404", status)
	}
}

// A server stops even if a webhook and a mail server hang, and the next server
// notifies the owner of the order.
func TestServeStops(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0") // accepts connections and sends nothing
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	calls, hang := make(chan string, 10), make(chan struct{})
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		calls <- string(body)
		select {
		case <-hang:
		case <-r.Context().Done():
		}
	}))
	defer hook.Close()
	t.Setenv("CARRITO_WEBHOOK", hook.URL)
	t.Setenv("CARRITO_WEBHOOK_SECRET", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
	t.Setenv("CARRITO_SMTP", "smtp://"+silent.Addr().String())
	t.Setenv("CARRITO_MAIL_TO", "rosa@shop.example")
	flags := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	flags = append(flags, "-database", filepath.Join(t.TempDir(), "orders.db"))
	ended := make(chan struct{})
	t.Run("until it is stopped", func(t *testing.T) {
		url := served(t, flags...)
		if status, body := postOrder(t, url+"/api/orders", newHat(t)); status != 201 {
			t.Fatalf("got %d %s, want 201", status, body)
		}
		<-calls
		http.DefaultClient.CloseIdleConnections()
		time.AfterFunc(10*time.Second, func() { // half the time limit for the mail server
			select {
			case <-ended:
			default:
				t.Error("the server does not stop")
			}
		})
	})
	close(ended)
	close(hang)
	served(t, flags...)
	<-calls
}

// A running server notifies the owner of an order by the channels that the
// environment names.
func TestServeNotifiesTheOwner(t *testing.T) {
	calls := make(chan string, 10)
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		calls <- string(body)
	}))
	defer hook.Close()
	t.Setenv("CARRITO_WEBHOOK", hook.URL)
	t.Setenv("CARRITO_WEBHOOK_SECRET", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
	flags := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	url := served(t, append(flags, "-database", filepath.Join(t.TempDir(), "orders.db"))...)
	id, err := order.NewID()
	if err != nil {
		t.Fatal(err)
	}
	if status, body := postOrder(t, url+"/api/orders", strings.Replace(oneHat, "ID", id, 1)); status != 201 {
		t.Fatalf("got %d %s, want 201", status, body)
	}
	var notice struct {
		Type string
		Data struct{ ID string }
	}
	select {
	case body := <-calls:
		if err := json.Unmarshal([]byte(body), &notice); err != nil || notice.Type != "order.placed" || notice.Data.ID != id {
			t.Errorf("got %s, %v, want the order", body, err)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("got no notice to the owner, want one")
	}
}

func TestServeRefusesFaultySettings(t *testing.T) {
	t.Setenv("CARRITO_SMTP", "host-only")
	t.Setenv("CARRITO_MAIL_TO", "owner@shop.example")
	flags := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	_, err := command(t, append([]string{"serve", "-addr", "127.0.0.1:0", "-database", filepath.Join(t.TempDir(), "orders.db")}, flags...)...)
	if err == nil || !strings.Contains(err.Error(), "CARRITO_SMTP") {
		t.Errorf("got %v, want it to name CARRITO_SMTP", err)
	}
}

// The command orders finds the orders that a server took.
func TestOrdersCommand(t *testing.T) {
	folder := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	database := filepath.Join(t.TempDir(), "orders.db")
	if _, err := command(t, "orders", "-shop", folder[3], "-database", database); err == nil || !strings.Contains(err.Error(), "no orders yet") {
		t.Errorf("without a database: got %v, want an error about it", err)
	}
	url := served(t, append(folder, "-database", database)...)
	id, err := order.NewID()
	if err != nil {
		t.Fatal(err)
	}
	if status, body := postOrder(t, url+"/api/orders", strings.Replace(oneHat, "ID", id, 1)); status != 201 {
		t.Fatalf("got %d %s, want 201", status, body)
	}
	for _, args := range [][]string{{"list", "-state", "new"}, {"show", id[28:]}, {"-limit", "1"}, {"export"}} {
		args := append([]string{"orders"}, args...)
		if strings.HasPrefix(args[1], "-") {
			args = append(args, "-shop", folder[3], "-database", database)
		} else {
			args = append([]string{"orders", args[1], "-shop", folder[3], "-database", database}, args[2:]...)
		}
		if out, err := command(t, args...); err != nil || !strings.Contains(strings.ToLower(out), id[28:]) || !strings.Contains(out, "Ana") {
			t.Errorf("%v: got %q, %v, want the order of Ana", args, out, err)
		}
	}
	if _, err := command(t, "orders", "sell", "-shop", folder[3], "-database", database); err == nil || !strings.Contains(err.Error(), "orders backup FILE") {
		t.Errorf("got %v, want the usage", err)
	}
}
