package orderdb_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"

	"github.com/jackc/pgx/v5"
)

// lossy is a way to a database that loses the answer to a COMMIT.
type lossy struct {
	to    string
	armed atomic.Bool // whether it loses the next one
	stays atomic.Bool // whether the database stays away then
	away  atomic.Bool
}

func (l *lossy) serve(listener net.Listener) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", l.to)
		if err != nil || l.away.Load() {
			client.Close()
			continue
		}
		go l.forward(client, server)
	}
}

func (l *lossy) forward(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	go io.Copy(client, server)
	part := make([]byte, 64<<10)
	for {
		n, err := client.Read(part)
		if err != nil {
			return
		}
		if bytes.Contains(part[:n], []byte("commit\x00")) && !bytes.Contains(part[:n], []byte("_commit")) && l.armed.CompareAndSwap(true, false) {
			l.away.Store(l.stays.Load())
			client.Close()
			server.Write(part[:n])
			time.Sleep(200 * time.Millisecond) // the database commits
			return
		}
		if _, err := server.Write(part[:n]); err != nil {
			return
		}
	}
}

// An edition whose COMMIT was not answered is saved once, and is not refused because another
// server has replaced it since. If the database stays away, nobody says that nothing has
// changed.
func TestShareFilesWithoutAnAnswer(t *testing.T) {
	for _, test := range []struct {
		name  string
		stays bool
		want  error
	}{{"the database comes back", false, nil}, {"the database stays away", true, orderdb.ErrUncertain}} {
		t.Run(test.name, func(t *testing.T) {
			database := pgtest.Database(t)
			address, err := url.Parse(database)
			if err != nil {
				t.Fatal(err)
			}
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { listener.Close() })
			l := &lossy{to: address.Host}
			go l.serve(listener)
			address.Host = listener.Addr().String()
			s, err := orderdb.Open(t.Context(), address.String(), 2)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close() })
			e := orderdb.Edition{Name: "products.json", Sum: "a", Changed: time.Now(), Content: []byte("first")}
			if err := s.ShareFiles(t.Context(), "", e); err != nil {
				t.Fatal(err)
			}
			e.Sum = "b"
			l.stays.Store(test.stays)
			l.armed.Store(true)
			if err := s.ShareFiles(t.Context(), "a", e); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if l.armed.Load() {
				t.Error("no COMMIT was lost")
			}
			direct, err := orderdb.Open(t.Context(), database, 2)
			if err != nil {
				t.Fatal(err)
			}
			defer direct.Close()
			latest := int64(0)
			for start := time.Now(); latest != 2 && err == nil && time.Since(start) < 10*time.Second; time.Sleep(10 * time.Millisecond) {
				latest, err = direct.FilesRevision(t.Context())
			}
			if err != nil || latest != 2 {
				t.Errorf("got the revision %d, %v, want 2", latest, err)
			}
		})
	}
}

// A server that holds the row of the revisions does not keep the others waiting.
func TestShareFilesBehindALock(t *testing.T) {
	t.Parallel()
	database := pgtest.Database(t)
	s, err := orderdb.Open(t.Context(), database, 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	e := orderdb.Edition{Name: "products.json", Sum: "a", Changed: time.Now(), Content: []byte("first")}
	if err := s.ShareFiles(t.Context(), "", e); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), "BEGIN; UPDATE counters SET last = last WHERE name = 'files'"); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	e.Sum = "b"
	if err := s.ShareFiles(t.Context(), "a", e); !errors.Is(err, orderdb.ErrUnavailable) || errors.Is(err, orderdb.ErrUncertain) || time.Since(start) > 25*time.Second {
		t.Errorf("got %v after %v, want %v after about ten seconds", err, time.Since(start), orderdb.ErrUnavailable)
	}
}
