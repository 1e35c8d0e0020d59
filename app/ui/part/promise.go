package part

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Property returns the named property of an object of the browser. It is undefined if it
// does not exist or its getter throws; syscall/js would end the program.
func Property(object app.Value, name string) app.Value {
	return Try(func() app.Value { return app.Window().Get("Reflect").Call("get", object, name) })
}

// Navigator returns the named property of the browser's navigator; see [Property].
func Navigator(name string) app.Value { return Property(app.Window().Get("navigator"), name) }

// Settle calls done or failed once the promise that call returns is settled. If
// call returns nothing, it calls failed.
func (s *Screen) Settle(call func() app.Value, done, failed func()) {
	promise := Try(call)
	if !promise.Truthy() {
		failed()
		return
	}
	var functions [2]app.Func
	for i, then := range []func(){done, failed} {
		functions[i] = app.FuncOf(func(app.Value, []app.Value) any {
			s.Do(func() {
				for _, f := range functions {
					f.Release()
				}
				then()
			})
			return nil
		})
	}
	app.Window().Get("Promise").Call("resolve", promise).Call("then", functions[0], functions[1])
}

// Beacon posts nothing to an address of the shop's own server, and waits for no answer
// (W3C Beacon). Where the browser cannot, nothing is sent.
func Beacon(address string) {
	Try(func() app.Value { return app.Window().Get("navigator").Call("sendBeacon", address) })
}

// CanShare reports whether the device can share a link with other programs (Web Share
// API).
func CanShare() bool { return app.IsClient && Navigator("share").Truthy() }

// ShareLink shares a link with another program, which the shopper chooses.
func (s *Screen) ShareLink(title, link string) {
	nothing := func() {} // the device shows the result itself
	share := func() app.Value {
		return app.Window().Get("navigator").Call("share", map[string]any{"title": title, "url": link})
	}
	s.Settle(share, nothing, nothing)
}

// Copy copies a text to the clipboard, and calls done or failed.
func (s *Screen) Copy(text string, done, failed func()) {
	s.Settle(func() app.Value { return Navigator("clipboard").Call("writeText", text) }, done, failed)
}
