// Package browsertest lets end-to-end tests, called stories, use the shop in browsers.
//
//	func TestMain(m *testing.M) { browsertest.Main(m) }
//
//	func TestRemove(t *testing.T) { browsertest.InEngines(t, remove) }
//
//	func remove(t *testing.T, s browsertest.Shopper) {
//		tab := s.NewBrowser(t).Open(browsertest.Demo(t))
//		tab.Visit("/agregarCarrito/3")
//		tab.Press("button", "Eliminar Bolso tote de lona")
//		tab.AwaitText("main", "Tu carrito está vacío")
//	}
//
// A [Browser] is the profile of one shopper, and a [Tab] is one of its pages. [InEngines]
// runs a story in Chromium, Firefox and WebKit, and [NewBrowser] opens a profile in
// Chromium only. A [Shopper] has a browser of one engine.
//
// [Demo] serves the demo shop. [NewShop] returns a smaller one. A [Machine] is a server
// that stops and starts again. [Everywhere] runs a story at every [Place] that serves the
// shop: its own server, and static hosts with an export.
//
// If something fails, the test fails at once. Methods that begin with Await wait for a
// state for up to [Patience].
package browsertest
