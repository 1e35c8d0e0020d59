package httpd

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"sync"
	"time"
)

// connections keeps the number of open connections below the system's limit. If
// there is no room for a new one, it closes an idle connection, so that a client
// that opens many and asks for nothing keeps nobody out.
type connections struct {
	mu    sync.Mutex
	room  *sync.Cond // there may be room for one more: a connection waits or is closed, or a listener is
	most  int
	open  map[*connection]uint64 // when it was opened or last answered, by a count
	count uint64
}

// connection is an open connection.
type connection struct {
	*net.TCPConn
	of       *connections
	client   string    // its address without the port
	answered bool      // a request is being answered
	handlers int       // that run; with HTTP/2 there may be several
	handled  time.Time // when the last of them ended, or zero; the answer may not be sent yet
	opened   time.Time
	asked    bool // whether there was a request
}

// A client with no more waiting connections than fewWaiting is given toAsk to ask
// for something, before its connections may be closed to make room. After a
// handler the server is given toSend: it sends the end of the answer, and reads
// what the handler left of the request.
const (
	fewWaiting = 2
	toAsk      = 100 * time.Millisecond
	toSend     = time.Second
)

func newConnections(most int) *connections {
	c := &connections{most: most, open: map[*connection]uint64{}}
	c.room = sync.NewCond(&c.mu)
	return c
}

// on returns a listener that counts its connections.
func (c *connections) on(listener net.Listener) net.Listener {
	return &countingListener{Listener: listener, of: c}
}

type countingListener struct {
	net.Listener
	of    *connections
	ended bool
}

// Accept returns the next connection once there is room for it.
func (l *countingListener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	tcp, ok := accepted.(*net.TCPConn)
	if err != nil || !ok {
		return accepted, err
	}
	client, _, _ := net.SplitHostPort(tcp.RemoteAddr().String())
	c := l.of
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.open) >= c.most && !l.ended {
		if waiting := c.longest(time.Now()); waiting != nil {
			delete(c.open, waiting)
			waiting.TCPConn.Close()
			continue
		}
		late := time.AfterFunc(toAsk, c.room.Broadcast)
		c.room.Wait()
		late.Stop()
	}
	added := &connection{TCPConn: tcp, of: c, client: client, opened: time.Now()}
	c.touch(added)
	return added, nil
}

// Close ends the listener, and the wait for room.
func (l *countingListener) Close() error {
	l.of.mu.Lock()
	defer l.of.mu.Unlock()
	l.ended = true
	l.of.room.Broadcast()
	return l.Listener.Close()
}

// longest returns the connection that has been idle longest, of the client with the
// most idle ones. It returns nil if all still have time to ask.
func (c *connections) longest(now time.Time) *connection {
	waiting := map[string]int{}
	for open := range c.open {
		if open.waits(now) {
			waiting[open.client]++
		}
	}
	var longest *connection
	for open, since := range c.open {
		if !open.waits(now) || !open.asked && waiting[open.client] <= fewWaiting && now.Sub(open.opened) < toAsk {
			continue
		}
		if longest == nil || waiting[open.client] > waiting[longest.client] ||
			waiting[open.client] == waiting[longest.client] && since < c.open[longest] {
			longest = open
		}
	}
	return longest
}

// waits reports whether nothing is being answered on a connection.
func (c *connection) waits(now time.Time) bool {
	return !c.answered || !c.handled.IsZero() && now.Sub(c.handled) >= toSend
}

func (c *connections) touch(open *connection) {
	c.count++
	c.open[open] = c.count
}

// Close closes a connection, and makes room for another.
func (c *connection) Close() error {
	c.of.mu.Lock()
	delete(c.of.open, c)
	c.of.room.Signal()
	c.of.mu.Unlock()
	return c.TCPConn.Close()
}

// answering notes whether a request on a connection is being answered.
func (c *connections) answering(open *connection, answered bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.open[open]; ok {
		open.answered, open.asked, open.handled = answered, true, time.Time{}
		if answered {
			open.handlers++
		}
		c.touch(open)
	}
	if !answered {
		c.room.Signal()
	}
}

// sending notes that a request's handler has ended.
func (c *connections) sending(open *connection) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if open.handlers--; open.handlers == 0 {
		open.handled = time.Now()
	}
}

// connectionKey is the key of a request's connection in its context.
type connectionKey struct{}

// serving lets a server note which connections are in use.
func (c *connections) serving(server *http.Server) {
	handler := server.Handler
	server.ConnContext = func(ctx context.Context, open net.Conn) context.Context {
		return context.WithValue(ctx, connectionKey{}, open)
	}
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if open := counted(r.Context().Value(connectionKey{})); open != nil {
			c.answering(open, true)
			defer c.sending(open)
		}
		handler.ServeHTTP(w, r)
	})
	server.ConnState = func(open net.Conn, state http.ConnState) {
		if open := counted(open); open != nil && state == http.StateIdle { // the answer is sent
			c.answering(open, false)
		}
	}
}

// counted returns the counted connection that a connection is, or that its TLS goes
// over, or nil.
func counted(open any) *connection {
	if encrypted, ok := open.(*tls.Conn); ok {
		open = encrypted.NetConn()
	}
	c, _ := open.(*connection)
	return c
}
