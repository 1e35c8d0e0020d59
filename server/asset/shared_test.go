package asset_test

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/money"
	"carrito/app/outbox"
	"carrito/app/session"
	"carrito/app/shop"
)

var update = flag.Bool("update", false, "write the constants that scripts share with Go")

// constant is a constant of a script with the value of one of Go.
type constant struct {
	name, of string
	value    any
}

// shared are the constants that boot.js and worker.js share with Go. Go has them;
// each script has a block of them, which TestSharedConstants writes.
var shared = map[string][]constant{
	"../../web/boot.js": {
		{"MAX", "cart.MaxQuantity", cart.MaxQuantity},
		{"MAX_MINOR", "money.MaxMinor", money.MaxMinor},
		{"NO_PLACE", "cart.NoPlace", cart.NoPlace},
		{"MAX_MESSAGE", "session.MaxMessage", session.MaxMessage},
	},
	"../../web/worker.js": {
		{"POST_LIMIT", "outbox.PostLimit, milliseconds", outbox.PostLimit},
		{"MAX_RETRY_AFTER", "outbox.MaxRetryAfter, milliseconds", outbox.MaxRetryAfter},
		{"LONGEST_WAIT", "outbox.LongestWait, milliseconds", outbox.LongestWait},
		{"SERVER", "shop.ServerChannel", shop.ServerChannel},
		{"WAITING", "outbox.Waiting", outbox.Waiting},
		{"SENT", "outbox.Sent", outbox.Sent},
		{"CHANGED", "outbox.Changed", outbox.Changed},
		{"TAKEN", "outbox.Taken", outbox.Taken},
		{"REFUSED", "outbox.Refused", outbox.Refused},
	},
}

// What stands around the block in a script.
const (
	sharedBegin = "// --- shared with Go (go test ./server/asset -update writes it) ---\n"
	sharedEnd   = "// --- end of what is shared ---\n"
)

// TestSharedConstants holds that the scripts' constants are those of Go. With the
// flag -update it writes them.
func TestSharedConstants(t *testing.T) {
	for file, constants := range shared {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		before, rest, found := strings.Cut(string(content), sharedBegin)
		block, after, ended := strings.Cut(rest, sharedEnd)
		if !found || !ended {
			t.Fatalf("%s: got no block of shared constants, want one", file)
		}
		want := ""
		for _, c := range constants {
			value, err := json.Marshal(c.value)
			if err != nil {
				t.Fatal(err)
			}
			want += "const " + c.name + " = " + string(value) + "; // " + c.of + "\n"
			_, isNumber := c.value.(int)
			if literal := string(value); isNumber && strings.Contains(before+after, literal) {
				t.Errorf("%s: got %s outside the block, want %s", file, literal, c.name)
			}
		}
		if block == want {
			continue
		}
		if !*update {
			t.Errorf("%s: got the shared constants\n%swant, as go test ./server/asset -update writes them,\n%s", file, block, want)
			continue
		}
		if err := os.WriteFile(file, []byte(before+sharedBegin+want+sharedEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
