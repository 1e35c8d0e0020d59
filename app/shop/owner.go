package shop

// Returns is what the owner says about goods that a shopper sends back. Only the server
// reads it, for search engines.
type Returns struct {
	None    bool     `json:"none,omitempty"`    // nothing is taken back
	Days    int      `json:"days,omitempty"`    // for which goods are taken back
	Fees    string   `json:"fees,omitempty"`    // [FreeReturn], [CustomerPays], or what the return costs, "10.00"
	Methods []string `json:"methods,omitempty"` // [ByMail], [InStore]
}

// What a return costs, and how it is made.
const (
	FreeReturn   = "free"
	CustomerPays = "customer" // the shopper pays for the way back
	ByMail       = "mail"
	InStore      = "store"
)

// Complaints is who answers for the shop in its Libro de Reclamaciones, the book of
// complaints that shops in Peru must keep. Without it the shop has none.
type Complaints struct {
	Name    string `json:"name,omitempty"` // as registered
	RUC     string `json:"ruc,omitempty"`  // number of the taxpayer
	Address string `json:"address,omitempty"`
}

// Owner is what only the server reads of shop.json. The browser program has nothing
// that reads it.
type Owner struct {
	Returns    Returns    `json:"returns"`
	Complaints Complaints `json:"complaints"`
	LowStock   int        `json:"lowStock"`   // most units left of a product that the owner's page lists as nearly sold out; 0 for what package sales says
	NoPreviews bool       `json:"noPreviews"` // link previews show the photo rather than a card
	NoAlerts   bool       `json:"noAlerts"`   // sold-out products take no addresses of shoppers who want to be told when they are back

	Publish []string          `json:"publish"` // the command that puts an export on the web, without a shell: ["git", "push"]
	Moved   map[string]string `json:"moved"`   // where the products of a category went that has another name now, by the slug that it had
	Joined  []string          `json:"joined"`  // the slugs in Moved of those that were removed, and not renamed

	Categories map[string]Category `json:"categories"` // what stands at the head of the pages of categories, by their names
}

// Category is what the owner says at the head of a category's page.
type Category struct {
	Text    string `json:"text,omitempty"`   // plain text; empty lines separate paragraphs
	Picture Cover  `json:"picture,omitzero"` // a file under /web/images/
}

// The largest numbers of letters of a [Category].
const (
	MaxCategoryText = 2000
	MaxCategoryAlt  = 250 // of the alternative text of the picture
)
