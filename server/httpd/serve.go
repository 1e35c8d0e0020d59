package httpd

import (
	"context"
	"crypto/tls"
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
	ports := []Port{{Listener: listener, Handler: handler}}
	for _, listener := range more {
		ports = append(ports, Port{Listener: listener, Handler: handler})
	}
	return ServePorts(ctx, log, ports...)
}

// Port is a listener and what answers there.
type Port struct {
	Listener net.Listener
	Handler  http.Handler
	TLS      *tls.Config // nil for a port without TLS
}

// ServePorts is [Serve] for ports with handlers of their own. All share the
// connections that the system allows.
func ServePorts(ctx context.Context, log *log.Logger, ports ...Port) error {
	open := newConnections(connectionLimit())
	failed := make(chan error, len(ports))
	var servers []*http.Server
	for _, port := range ports {
		server := newServer(port.Handler, log)
		open.serving(server)
		servers = append(servers, server)
		listener := open.on(port.Listener)
		if port.TLS != nil {
			listener = tls.NewListener(listener, port.TLS)
		}
		go func() { failed <- server.Serve(listener) }()
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	ended := make(chan error, len(servers))
	for _, server := range servers {
		go func() { ended <- server.Shutdown(ending) }()
	}
	var faults []error
	for range servers {
		if err := <-ended; err != nil && !errors.Is(err, context.DeadlineExceeded) {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
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
		MaxHeaderBytes:    192 << 10, // above maxAddress, so that the handler answers long ones with the shop; see sendLong
	}
}
