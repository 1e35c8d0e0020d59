package ordercli

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
)

// A shopper's data can be printed, and removed from orders that are done.
func TestDataAndForget(t *testing.T) {
	store := shoptest.Store(t)
	var placed []order.Order
	for range 2 {
		o := shoptest.Order(t)
		o.Customer = order.Customer{Name: "Mariana", Phone: "+51 987 654 321", Email: "mariana@olvidable.example"}
		shoptest.Place(t, store, o)
		placed = append(placed, o)
	}
	if err := store.SetState(t.Context(), placed[0].ID, orderdb.Cancelled, "owner"); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (string, error) {
		var out strings.Builder
		c := Command{Store: store, Shop: &shop.Shop{}, Stdout: &out}
		err := c.Run(t.Context(), args)
		return out.String(), err
	}
	out, err := run("data", "987654321")
	var file struct {
		Orders []struct {
			State   string
			Order   struct{ Customer struct{ Email string } }
			History []struct{ State string }
		}
	}
	err = errors.Join(err, json.Unmarshal([]byte(out), &file))
	if data := file.Orders; err != nil || len(data) != 2 || data[0].Order.Customer.Email != "mariana@olvidable.example" ||
		data[0].State != "cancelled" || len(data[0].History) != 2 {
		t.Errorf("data: got %s, %v, want both orders", out, err)
	}
	out, err = run("forget", "mariana@olvidable.example")
	if !strings.Contains(out, "in 1 orders") || !errors.Is(err, orderdb.ErrOpen) || !strings.Contains(err.Error(), strings.ToUpper(placed[1].ID[28:])) {
		t.Errorf("forget: got %q, %v, want one forgotten and the other named", out, err)
	}
	if o, err := store.Order(t.Context(), placed[0].ID); err != nil || o.Order.Customer.Name != orderdb.Nobody {
		t.Errorf("got %v, %v, want nobody", o.Order.Customer, err)
	}
	if err := store.SetState(t.Context(), placed[1].ID, orderdb.Cancelled, "owner"); err != nil {
		t.Fatal(err)
	}
	if out, err = run("forget", placed[1].ID[28:]); err != nil || !strings.Contains(out, "in 1 orders") {
		t.Errorf("forget by number: got %q, %v", out, err)
	}
	for _, verb := range []string{"data", "forget"} {
		if out, err := run(verb, "987654321"); err == nil || out != "" {
			t.Errorf("%s of nobody: got %q, %v, want it said", verb, out, err)
		}
		if _, err := run(verb); !errors.Is(err, ErrUsage) {
			t.Errorf("%s without a name: got %v, want the usage", verb, err)
		}
	}
}
