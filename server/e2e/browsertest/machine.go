package browsertest

import (
	"log"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// Machine is a server that a test can stop abruptly, start again at the same address,
// and give another version of a shop.
type Machine struct {
	t       testing.TB
	address string
	server  *http.Server

	mu      sync.Mutex
	handler http.Handler
}

// StartMachine starts a machine with the given handler.
func StartMachine(t testing.TB, handler http.Handler) *Machine {
	t.Helper()
	m := &Machine{t: t, handler: handler, address: "127.0.0.1:0"}
	m.Start()
	t.Cleanup(m.Stop)
	return m
}

// Base returns the address of the machine.
func (m *Machine) Base() string { return "http://" + m.address }

// ServeHTTP calls the current handler.
func (m *Machine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	handler := m.handler
	m.mu.Unlock()
	handler.ServeHTTP(w, r)
}

// Run replaces the handler.
func (m *Machine) Run(handler http.Handler) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.handler = handler
}

// Start starts the machine, at its previous address if it had one.
func (m *Machine) Start() {
	m.t.Helper()
	var listener net.Listener
	var err error
	for range pauses(20*time.Millisecond, 200*time.Millisecond) { // a connection of another program may have the port
		if listener, err = net.Listen("tcp", m.address); err == nil {
			break
		}
	}
	if err != nil {
		m.t.Fatal(err)
	}
	m.address = listener.Addr().String()
	m.server = &http.Server{Handler: m, ErrorLog: log.New(m.t.Output(), "", 0)}
	go m.server.Serve(listener)
}

// Stop closes all connections and the listener.
func (m *Machine) Stop() { m.server.Close() }
