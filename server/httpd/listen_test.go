package httpd

import (
	"errors"
	"net"
	"testing"
)

// A port that another program has is told from other errors, on every system.
func TestPortTaken(t *testing.T) {
	first, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	_, taken := net.Listen("tcp", first.Addr().String())
	_, elsewhere := net.Listen("tcp", "192.0.2.1:0") // no machine has this address
	for _, test := range []struct {
		name string
		err  error
		want bool
	}{
		{"the port of another", taken, true},
		{"the address of another", elsewhere, false},
		{"no error", nil, false},
		{"another error", errors.New("no"), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := PortTaken(test.err); got != test.want {
				t.Errorf("%v: got %v, want %v", test.err, got, test.want)
			}
		})
	}
}
