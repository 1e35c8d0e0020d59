package httpd

import (
	"bufio"
	"cmp"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// patient serves a handler on so many connections at a time, and waits for its
// clients for ever.
func patient(t *testing.T, most int, handler http.Handler) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := newServer(handler, log.New(io.Discard, "", 0))
	server.ReadHeaderTimeout, server.ReadTimeout, server.IdleTimeout = 0, 0, 0
	open := newConnections(most)
	open.serving(server)
	go server.Serve(open.on(listener))
	t.Cleanup(func() { server.Close() })
	return listener.Addr().String()
}

func dial(t *testing.T, address, text string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if _, err := io.WriteString(c, text); err != nil {
		t.Fatal(err)
	}
	return c
}

func answerOn(t *testing.T, c net.Conn) int {
	t.Helper()
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, answer.Body)
	return answer.StatusCode
}

// Connections on which nothing is asked give way: silent ones, ones with half a
// request, ones that were answered.
func TestConnectionsThatWaitGiveWay(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	address := patient(t, 8, h)
	const whole = "GET /producto/1 HTTP/1.1\r\nHost: a\r\n\r\n"
	for range 30 {
		dial(t, address, "")
		dial(t, address, "GET / HTTP/1.1\r\nHost:")
		answered := dial(t, address, whole)
		if got := answerOn(t, answered); got != 200 {
			t.Fatalf("got %d, want 200", got)
		}
	}
}

// A request that is being answered is not cut off, and where all are, a new one
// waits for the first that ends.
func TestAnswersAreNotCutOff(t *testing.T) {
	begun, end := make(chan bool, 8), make(chan bool)
	address := patient(t, 4, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun <- true
		<-end
	}))
	var busy []net.Conn
	for range 4 {
		busy = append(busy, dial(t, address, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
		<-begun
	}
	waiting := dial(t, address, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
	end <- true // of one of the four, whose connection then gives way
	<-begun
	for range 4 {
		end <- true
	}
	if got := answerOn(t, waiting); got != 200 {
		t.Errorf("got %d, want 200", got)
	}
	for _, c := range busy[:1] {
		if got := answerOn(t, c); got != 200 {
			t.Errorf("got %d, want 200", got)
		}
	}
}

// Of several clients the one with most connections gives way.
func TestLongestOfTheGreediest(t *testing.T) {
	c, now := newConnections(8), time.Now()
	modest := &connection{client: "10.0.0.1"}
	c.touch(modest)
	greedy := &connection{client: "10.0.0.2"}
	c.touch(greedy)
	c.touch(&connection{client: "10.0.0.2"})
	if got := c.longest(now); got != greedy {
		t.Errorf("got a connection of %s, want the first of 10.0.0.2", got.client)
	}
	c.answering(greedy, true)
	if got := c.longest(now); got != modest {
		t.Errorf("with one that is being answered: got one of %s, want the older of 10.0.0.1", got.client)
	}
}

// Who has just come has time to ask for something, but for a client who comes many
// times at once.
func TestTimeToAsk(t *testing.T) {
	c, now := newConnections(8), time.Now()
	fresh := &connection{client: "10.0.0.1", opened: now}
	c.touch(fresh)
	if got := c.longest(now); got != nil {
		t.Errorf("got a connection of %s, want none", got.client)
	}
	if got := c.longest(now.Add(toAsk)); got != fresh {
		t.Error("later: got it still there, want it gone")
	}
	var crowd *connection
	for range fewWaiting + 1 {
		next := &connection{client: "10.0.0.2", opened: now}
		c.touch(next)
		crowd = cmp.Or(crowd, next)
	}
	if got := c.longest(now); got != crowd {
		t.Error("beside a crowd: got another, want the first of the crowd")
	}
}

// Where all connections are being answered, there is room for another as soon as
// one of them waits.
func TestRoomOnceOneWaits(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := newConnections(1)
	counting := c.on(listener)
	t.Cleanup(func() { counting.Close() })
	dial(t, listener.Addr().String(), "")
	first, err := counting.Accept()
	if err != nil {
		t.Fatal(err)
	}
	c.answering(first.(*connection), true)
	dial(t, listener.Addr().String(), "")
	accepted := make(chan bool)
	go func() {
		counting.Accept()
		close(accepted)
	}()
	time.Sleep(50 * time.Millisecond) // in which it finds no room
	c.answering(first.(*connection), false)
	select {
	case <-accepted:
	case <-time.After(10 * time.Second):
		t.Fatal("the next connection never has room")
	}
}

// Slow readers of files leave a share of the connections to orders and pages.
func TestFilesLeaveAShare(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	h.share = newShare(4)
	h.share <- struct{}{}
	h.share <- struct{}{}
	for path, want := range map[string]int{"/web/images/a.jpg": 503, "/": 200, "/producto/1": 200} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != want || want == 503 && w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: got %d, want %d", path, w.Code, want)
		}
	}
	<-h.share
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/web/images/a.jpg", nil))
	if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "image/") {
		t.Errorf("with room: got %d, want 200", w.Code)
	}
	if len(h.share) != 1 {
		t.Errorf("got %d of the share taken, want 1", len(h.share))
	}
}

// An answer reaches its client before its connection gives way to one that has
// waited for it.
func TestAnswersArriveBeforeTheyGiveWay(t *testing.T) {
	for _, header := range []string{"", "Connection: close\r\n"} {
		end := make(chan bool)
		address := patient(t, 1, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			<-end
			io.WriteString(w, "the number of an order")
		}))
		request := "GET / HTTP/1.1\r\nHost: a\r\n" + header + "\r\n"
		next := dial(t, address, request)
		for i := range 200 {
			answered := next
			next = dial(t, address, request) // there is no room for it
			end <- true
			answer, err := http.ReadResponse(bufio.NewReader(answered), nil)
			if err != nil {
				t.Fatalf("%q: answer %d: %v", header, i+1, err)
			}
			if body, err := io.ReadAll(answer.Body); err != nil || string(body) != "the number of an order" {
				t.Fatalf("%q: answer %d: got %q, %v", header, i+1, body, err)
			}
		}
		end <- true
	}
}

// A client that holds back the rest of its request after the answer keeps nobody
// out.
func TestRestsThatDoNotComeGiveWay(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	address := patient(t, 4, h)
	for range 4 {
		dial(t, address, "GET /producto/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n")
	}
	if got := answerOn(t, dial(t, address, "GET /producto/1 HTTP/1.1\r\nHost: a\r\n\r\n")); got != 200 {
		t.Errorf("got %d, want 200", got)
	}
}

// A connection of HTTP/2 is not idle as long as one of its requests is answered.
func TestSeveralRequestsOnAConnection(t *testing.T) {
	c, open := newConnections(8), &connection{client: "10.0.0.1"}
	c.touch(open)
	later := time.Now().Add(time.Hour)
	steps := []struct {
		name  string
		do    func()
		waits bool
	}{
		{"a request", func() { c.answering(open, true) }, false},
		{"another", func() { c.answering(open, true) }, false},
		{"the first is answered", func() { c.sending(open) }, false},
		{"the second is answered", func() { c.sending(open) }, true},
		{"a third", func() { c.answering(open, true) }, false},
		{"all are sent", func() { c.sending(open); c.answering(open, false) }, true},
	}
	for _, step := range steps {
		step.do()
		if got := open.waits(later); got != step.waits {
			t.Errorf("%s: got waiting %v, want %v", step.name, got, step.waits)
		}
	}
}

// Connections with TLS are counted, too.
func TestCountedWithTLS(t *testing.T) {
	c := &connection{}
	for _, test := range []struct {
		name string
		open any
		want *connection
	}{{"plain", c, c}, {"TLS", tls.Server(c, nil), c}, {"another", &net.TCPConn{}, nil}, {"nothing", nil, nil}} {
		if got := counted(test.open); got != test.want {
			t.Errorf("%s: got %p, want %p", test.name, got, test.want)
		}
	}
}
