package shopper

import "time"

// Page is the page that a shopper looks at.
type Page interface {
	// Path returns the path of the page within the shop, such as "/carrito".
	Path() string
	// Navigate goes to another page of the shop, by its path.
	Navigate(path string)
	// Load leaves for a page that the server draws, by its path. Until it arrives, and
	// after Back, the page at the path back is shown.
	Load(path, back string)
	// Focus moves the focus to the element with this id, once the page is drawn.
	Focus(id string)
	// Press presses the button or link with this id, once the page is drawn.
	Press(id string)
	// After calls f after a time, when the page can change, and draws the page again.
	After(d time.Duration, f func())
}

// Ids of the elements of the checkout that take the focus.
const (
	FaultsID  = "faults"  // what keeps the order from being sent
	ChangesID = "changes" // how the shop would change the order
)

// noPage is the Page on the server, where nothing changes.
type noPage struct{}

func (noPage) Path() string                { return "" }
func (noPage) Navigate(string)             {}
func (noPage) Load(string, string)         {}
func (noPage) Focus(string)                {}
func (noPage) Press(string)                {}
func (noPage) After(time.Duration, func()) {}
