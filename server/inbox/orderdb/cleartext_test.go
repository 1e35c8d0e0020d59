package orderdb

import (
	"crypto/tls"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Orders go to a PostgreSQL on another machine by TLS alone, unless the owner
// names its host.
func TestPostgresIsEncrypted(t *testing.T) {
	tests := []struct {
		name, address, named string
		want                 string // the ways that are left, in order: t for TLS, c for clear text
	}{
		{"this machine", "postgres://ana@127.0.0.1/shop", "", "tc"},
		{"this machine, clear text", "postgres://ana@localhost/shop?sslmode=disable", "", "c"},
		{"a socket", "postgres:///shop?host=/run/postgresql", "", "c"},
		{"another", "postgres://ana@db.example/shop", "", "t"},
		{"another that may", "postgres://ana@db.example/shop?sslmode=allow", "", "t"},
		{"another that must", "postgres://ana@db.example/shop?sslmode=require", "", "t"},
		{"another, clear text", "postgres://ana@db.example/shop?sslmode=disable", "", ""},
		{"another, named", "postgres://ana@db.example/shop?sslmode=disable", "x,db.example", "c"},
		{"several", "postgres://ana@127.0.0.1,db.example/shop", "", "tct"},
		{"several, clear text", "postgres://ana@db.example,127.0.0.1/shop?sslmode=disable", "", "c"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("CARRITO_CLEARTEXT", test.named)
			config, err := pgx.ParseConfig(test.address)
			if err != nil {
				t.Fatal(err)
			}
			err = encrypted(config)
			if test.want == "" {
				if err == nil || !strings.Contains(err.Error(), "CARRITO_CLEARTEXT") {
					t.Errorf("got %v, want it refused", err)
				}
				return
			}
			ways := kind(config.TLSConfig)
			for _, way := range config.Fallbacks {
				ways += kind(way.TLSConfig)
			}
			if err != nil || ways != test.want {
				t.Errorf("got %q, %v, want %q", ways, err, test.want)
			}
		})
	}
}

func kind(config *tls.Config) string {
	if config == nil {
		return "c"
	}
	return "t"
}
