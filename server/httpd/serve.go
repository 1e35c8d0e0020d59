package httpd

import (
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"time"
)

// grace is how long requests under way have to end when the server stops. The rest
// of the stop takes up to two seconds. All of it must end within five seconds, since
// service managers kill a server soon after that.
const grace = 3 * time.Second

// Serve serves requests on the listeners until ctx is done, and then lets requests
// under way end within three seconds.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, log *log.Logger, more ...net.Listener) error {
	server := newServer(handler, log)
	open := newConnections(connectionLimit())
	open.serving(server)
	failed := make(chan error, 1+len(more))
	for _, listener := range append([]net.Listener{listener}, more...) {
		go func() { failed <- server.Serve(open.on(listener)) }()
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(ending); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// newServer returns a server with timeouts for slow clients.
func newServer(handler http.Handler, log *log.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ErrorLog:          log,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      2 * time.Minute, // the program over a slow line
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    192 << 10, // above maxAddress, so that the handler refuses long ones in words
	}
}
