package https

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/quic-go/quic-go"
	"github.com/quic-go/quic-go/http3"
)

// Limits of HTTP/3, of the kind that package httpd has for TCP.
const (
	mostFast  = 1000 // connections at once; others are refused, and browsers use HTTP/2
	grace     = 3 * time.Second
	toRead    = 10 * time.Second // a request
	toWrite   = 2 * time.Minute  // an answer
	idle      = 2 * time.Minute
	mostBytes = 192 << 10 // of headers
)

// fast is a server of HTTP/3.
type fast struct {
	server *http3.Server
	on     *quic.Transport
	log    interface{ Printf(string, ...any) }
	open   atomic.Int64
}

func (s *Server) newFast(handler http.Handler) *fast {
	f := &fast{on: &quic.Transport{Conn: s.packets}, log: s.Log}
	f.server = &http3.Server{
		Handler:        limited(handler),
		TLSConfig:      http3.ConfigureTLSConfig(s.tls(http3.NextProtoH3)),
		MaxHeaderBytes: mostBytes,
		IdleTimeout:    idle,
	}
	return f
}

// serve answers until ctx is done. A failure is logged: the shop goes on over TCP.
func (f *fast) serve(ctx context.Context) {
	defer f.on.Conn.Close()
	defer f.on.Close()
	// Requests in the first packet (0-RTT) could be played again by strangers, so they
	// are not allowed; that is quic's default.
	listener, err := f.on.ListenEarly(f.server.TLSConfig, &quic.Config{MaxIdleTimeout: idle})
	if err != nil {
		f.log.Printf("HTTP/3 is not served: %v", err)
		return
	}
	stopped := context.AfterFunc(ctx, func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		listener.Close()
		f.server.Shutdown(ending)
	})
	defer stopped()
	for {
		conn, err := listener.Accept(ctx)
		if err != nil {
			if ctx.Err() == nil {
				f.log.Printf("HTTP/3 is not served any more: %v", err)
			}
			return
		}
		if f.open.Add(1) > mostFast {
			f.open.Add(-1)
			conn.CloseWithError(quic.ApplicationErrorCode(http3.ErrCodeExcessiveLoad), "")
			continue
		}
		go func() {
			defer f.open.Add(-1)
			f.server.ServeQUICConn(conn)
		}()
	}
}

// limited gives slow clients only so much time, as package httpd does for TCP. A
// handler may change its deadlines.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stream, now := http.NewResponseController(w), time.Now()
		stream.SetReadDeadline(now.Add(toRead))
		stream.SetWriteDeadline(now.Add(toWrite))
		next.ServeHTTP(w, r)
	})
}
