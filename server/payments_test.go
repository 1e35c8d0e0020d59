package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The sandbox, in which nobody pays, is refused where strangers could use it and where
// real payments are expected. A way of paying without keys is not offered.
func TestPaySandboxRefused(t *testing.T) {
	tests := []struct {
		name, environment string
		args              []string
		want              string
	}{
		{"all addresses", "", []string{"-addr", ":0"}, "listen at localhost"},
		{"with keys", "CARRITO_STRIPE_KEY=sk_live_4711", nil, "keys for real ones are set"},
		{"keys that others can read", "CARRITO_PAY_KEYS=" + readable(t), nil, "others than its owner"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			flags := webFolder(t, "")
			args := append([]string{"serve", "-pay-sandbox", "-database", filepath.Join(t.TempDir(), "orders.db")}, flags...)
			c := process(t, append(args, test.args...)...)
			c.Env = append(c.Env, test.environment)
			out, err := c.CombinedOutput()
			if err == nil || !strings.Contains(string(out), test.want) || strings.Contains(string(out), "4711") {
				t.Errorf("got %v, %s, want it refused: %s", err, out, test.want)
			}
		})
	}
}

// readable makes a file of keys that all may read.
func readable(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(name, []byte("CARRITO_STRIPE_KEY=sk_live_4711\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}
