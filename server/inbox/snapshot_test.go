package inbox_test

import (
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/inbox"
	"carrito/server/inbox/orderdb"
)

func TestSnapshotHolds(t *testing.T) {
	terms := func(l order.Limits) *order.Terms { return &order.Terms{Limits: l} }
	tests := []struct {
		name     string
		snapshot inbox.Snapshot
		want     orderdb.Holds
	}{
		{"no orders are taken", inbox.Snapshot{}, orderdb.Holds{}},
		{"two days", inbox.Snapshot{Terms: terms(order.Limits{Hold: 48, PerHour: 200})}, orderdb.Holds{For: 48 * time.Hour, PerHour: 200}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.snapshot.Holds(); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
