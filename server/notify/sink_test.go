package notify

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// letterIn is a letter as the sink got it.
type letterIn struct {
	from string
	to   []string
	data string // header and body
}

// sink is a mail server that keeps what it gets (RFC 5321, as far as a client
// needs it).
type sink struct {
	address string

	refuse atomic.Int64 // so many letters are refused from now on
	silent atomic.Bool

	mu      sync.Mutex
	letters []letterIn
	callers int
}

func newSink(t *testing.T) *sink {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{address: listener.Addr().String()}
	var group sync.WaitGroup
	var open sync.Map
	t.Cleanup(func() {
		listener.Close()
		open.Range(func(c, _ any) bool { c.(net.Conn).Close(); return true })
		group.Wait()
	})
	group.Go(func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			open.Store(connection, true)
			group.Go(func() { s.talk(connection) })
		}
	})
	return s
}

func (s *sink) talk(connection net.Conn) {
	defer connection.Close()
	say := func(text string) { fmt.Fprint(connection, text+"\r\n") }
	s.mu.Lock()
	s.callers++
	s.mu.Unlock()
	if !s.silent.Load() {
		say("220 sink")
	}
	var letter letterIn
	for lines := bufio.NewScanner(connection); lines.Scan(); {
		line := lines.Text()
		verb, rest, _ := strings.Cut(line, " ")
		switch strings.ToUpper(verb) {
		case "EHLO", "HELO":
			say("250-sink\r\n250 8BITMIME")
		case "MAIL":
			letter = letterIn{from: rest}
			say("250 ok")
		case "RCPT":
			letter.to = append(letter.to, rest)
			say("250 ok")
		case "DATA":
			say("354 go on")
			for lines.Scan() && lines.Text() != "." {
				letter.data += lines.Text() + "\n"
			}
			say(s.take(letter))
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

func (s *sink) take(l letterIn) string {
	if s.refuse.Add(-1) >= 0 {
		return "451 not now"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.letters = append(s.letters, l)
	return "250 taken"
}

// connections returns how many clients have come.
func (s *sink) connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.callers
}

func (s *sink) got() []letterIn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]letterIn(nil), s.letters...)
}
