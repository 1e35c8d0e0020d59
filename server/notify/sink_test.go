package notify

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"sync"
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

	mu      sync.Mutex
	refuse  int // so many letters are refused from now on
	silent  bool
	letters []letterIn
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
	silent := s.silent
	s.mu.Unlock()
	if !silent {
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
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse > 0 {
		s.refuse--
		return "451 not now"
	}
	s.letters = append(s.letters, l)
	return "250 taken"
}

func (s *sink) got() []letterIn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]letterIn(nil), s.letters...)
}
