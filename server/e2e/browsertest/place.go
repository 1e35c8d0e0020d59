package browsertest

import (
	"os"
	"os/exec"
	"testing"

	"carrito/server/httpd"
)

// Place is one of the ways to serve the demo shop.
type Place struct {
	Name      string
	Serve     func(t testing.TB) Host // starts the place's server for the duration of a test
	Plain     bool                    // serves plain files, without the shop's server
	FallsBack bool                    // answers with the shop's own page if a file is missing
}

// Host is a running server.
type Host struct {
	Base string // address of the shop
	Stop func() // stops the server and closes all connections
}

// Places returns the places that this machine can test. CI can test all of them.
func Places(t testing.TB) []Place {
	all := []Place{ourServer(NewDemo)}
	if HasCommand(t, "nginx") {
		all = append(all,
			Place{"nginx", func(t testing.TB) Host { return Nginx(t, "") }, true, true},
			Place{"nginx under a path", func(t testing.TB) Host { return Nginx(t, "/shop") }, true, true})
	}
	return all
}

// ourServer is the shop's own server.
func ourServer(shop func(t testing.TB) *httpd.Handler) Place {
	return Place{Name: "our server", Serve: func(t testing.TB) Host {
		m := StartMachine(t, shop(t))
		return Host{m.Base(), m.Stop}
	}, FallsBack: true}
}

// WithBarestHost adds a static host without compression and error pages.
func WithBarestHost(t testing.TB, all []Place) []Place {
	if HasCommand(t, "python3") {
		all = append(all, Place{"python under a path", func(t testing.TB) Host { return python(t, "/shop") }, true, false})
	}
	return all
}

// HasCommand reports whether a command is installed. In CI, it fails the test if not.
func HasCommand(t testing.TB, command string) bool {
	t.Helper()
	_, err := exec.LookPath(command)
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("no %s: CI must test the exported shop with it", command)
	}
	if err != nil {
		t.Logf("no %s: the exported shop is not tested with it; install the package %[1]s", command)
	}
	return err == nil
}

// Everywhere runs a story in every engine, at the shop's server and at a static host,
// each time in a new browser. The differences between static hosts are tested in
// the folders hosts and offline.
func Everywhere(t *testing.T, story func(t *testing.T, tab *Tab, at Place)) {
	t.Helper()
	everywhereOf(t, Ends(t), story)
}

// EverywhereOnDesktop is like [Everywhere], but in the desktop Chromium, for stories that
// go back in the history.
func EverywhereOnDesktop(t *testing.T, story func(t *testing.T, tab *Tab, at Place)) {
	t.Helper()
	InEngines(t, OnDesktop(func(t *testing.T, s Shopper) { s.At(t, s.Of(Ends(t)), story) }))
}

// Ends returns the first and the last place: the shop's server and a static host.
func Ends(t *testing.T) []Place {
	t.Helper()
	all := Places(t)
	return []Place{all[0], all[len(all)-1]}
}

// EndsWith is like [Ends], for the demo shop with another catalogue.
func EndsWith(t testing.TB, products string) []Place {
	t.Helper()
	ends := []Place{ourServer(func(t testing.TB) *httpd.Handler { return DemoWith(t, products) })}
	if HasCommand(t, "nginx") {
		ends = append(ends, Place{"nginx under a path", func(t testing.TB) Host { return NginxWith(t, "/shop", products) }, true, true})
	}
	return ends
}

// everywhereOf is like [Everywhere], but at the given places.
func everywhereOf(t *testing.T, places []Place, story func(t *testing.T, tab *Tab, at Place)) {
	t.Helper()
	InEngines(t, func(t *testing.T, s Shopper) { s.At(t, s.Of(places), story) })
}

// At runs a story at the given places in Chromium.
func At(t *testing.T, places []Place, story func(t *testing.T, tab *Tab, at Place)) {
	t.Helper()
	Chromium.At(t, places, story)
}
