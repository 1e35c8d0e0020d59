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

// receivedMail is a mail as the sink got it.
type receivedMail struct {
	from string
	to   []string
	data string // header and body
}

// sink is a mail server that keeps what it gets (RFC 5321, as far as a client
// needs it).
type sink struct {
	address string

	refuse atomic.Int64 // so many mails are refused from now on
	silent atomic.Bool

	mu      sync.Mutex
	mails   []receivedMail
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
	reply := func(text string) { fmt.Fprint(connection, text+"\r\n") }
	s.mu.Lock()
	s.callers++
	s.mu.Unlock()
	if !s.silent.Load() {
		reply("220 sink")
	}
	var received receivedMail
	for lines := bufio.NewScanner(connection); lines.Scan(); {
		line := lines.Text()
		verb, rest, _ := strings.Cut(line, " ")
		switch strings.ToUpper(verb) {
		case "EHLO", "HELO":
			reply("250-sink\r\n250 8BITMIME")
		case "MAIL":
			received = receivedMail{from: rest}
			reply("250 ok")
		case "RCPT":
			received.to = append(received.to, rest)
			reply("250 ok")
		case "DATA":
			reply("354 go on")
			for lines.Scan() && lines.Text() != "." {
				received.data += lines.Text() + "\n"
			}
			reply(s.take(received))
		case "QUIT":
			reply("221 bye")
			return
		default:
			reply("250 ok")
		}
	}
}

func (s *sink) take(l receivedMail) string {
	if s.refuse.Add(-1) >= 0 {
		return "451 not now"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mails = append(s.mails, l)
	return "250 taken"
}

// connections returns how many clients have come.
func (s *sink) connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.callers
}

func (s *sink) got() []receivedMail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]receivedMail(nil), s.mails...)
}
