package text

// Server is what the server writes into pages, but the browser program does not
// say.
type Server struct {
	// How to order by a message, where no script runs.
	Subject string `text:"byHand.subject"`
	Product string `text:"byHand.product"`
	Cart    string `text:"byHand.cart"`
	Hello   string `text:"byHand.hello"`

	// For boot.js.
	NoCombination string `text:"product.noCombinationInCart"`
}
