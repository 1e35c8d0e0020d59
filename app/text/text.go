// Package text is what the shop says, in each of its languages.
//
// The sentences stand in one file for each language: es.json, en.json and so on.
// notes.json tells translators what a sentence alone does not say. A sentence has a
// key, such as "cart.empty", and names its arguments: "{name}". One that counts may
// have a form for each plural category of the language (Unicode CLDR, plural
// rules).
//
// The server embeds the files; see [In]. The browser program has no sentence in
// it: it gets those of the page's language in a file that [Wire] makes, and
// [Read] reads. Both fill a [Text], so that the code that draws a page names a
// sentence by a field, and calls a sentence with arguments as a function.
//
// A new sentence is a field with a tag, and a line in each file. The tag has the
// key and the names of the arguments. A new language is a file and its code in
// [carrito/app/shop.Languages].
package text

import (
	"carrito/app/catalog"
)

// Text is every sentence that the browser program says, in one language.
type Text struct {
	// Header and footer.
	SkipToContent string                       `text:"header.skipToContent"`
	Home          string                       `text:"header.home"`
	Categories    string                       `text:"header.categories"`
	Cart          string                       `text:"header.cart"`
	Units         func(n int) string           `text:"header.units n"`
	Search        string                       `text:"header.search"`
	SearchButton  string                       `text:"header.searchButton"`
	WhatsApp      string                       `text:"header.whatsApp"`
	PricesIn      func(currency string) string `text:"header.pricesIn currency"`
	Close         string                       `text:"header.close"`
	GoBack        string                       `text:"header.goBack"`
	Install       string                       `text:"header.install"`
	Opening       string                       `text:"header.opening"`

	// Whether this is the shop as it is now.
	ShopState        string                  `text:"state.title"`
	NoConnection     string                  `text:"state.noConnection"`
	PricesUnreadable string                  `text:"state.pricesUnreadable"`
	PricesOf         func(day string) string `text:"state.pricesOf day"`
	PricesMayDiffer  string                  `text:"state.pricesMayDiffer"`
	NewVersion       string                  `text:"state.newVersion"`
	TakeUpdate       string                  `text:"state.takeUpdate"`

	// A part of the catalogue that cannot be had.
	Trouble   string `text:"state.trouble"`
	NotLoaded string `text:"state.notLoaded"`
	Retry     string `text:"state.retry"`

	// Lists.
	AllProducts    string                       `text:"list.allProducts"`
	Products       func(n int) string           `text:"list.products n"`
	SortBy         string                       `text:"list.sortBy"`
	Sorts          map[catalog.Sort]string      `text:"list.sort" keys:"relevance=,newest=novedades,priceUp=precio,priceDown=precio-desc,name=nombre"`
	Pages          string                       `text:"list.pages"`
	PageOf         func(page, pages int) string `text:"list.pageOf page pages"`
	NextPage       string                       `text:"list.nextPage"`
	PreviousPage   string                       `text:"list.previousPage"`
	Breadcrumbs    string                       `text:"header.breadcrumbs"`
	ResultsFor     func(query string) string    `text:"search.resultsFor query"`
	NoResults      func(query string) string    `text:"search.noResults query"`
	NoResultsTip   string                       `text:"search.noResultsTip"`
	EmptyShop      string                       `text:"list.emptyShop"`
	WhatToSearch   string                       `text:"search.whatToSearch"`
	Searching      string                       `text:"search.searching"`
	Perhaps        string                       `text:"search.perhaps"`
	Suggestions    func(n int) string           `text:"search.suggestions n"`
	AllResultsFor  func(query string) string    `text:"search.allResultsFor query"`
	SuggestedWords string                       `text:"search.suggestedWords"`
	ForgetSearches string                       `text:"search.forget"`
	ResultsWithout func(words string) string    `text:"search.resultsWithout words"`

	SearchNeedsJavaScript string `text:"search.needsJavaScript"`

	// Filters of lists.
	Filters       string                            `text:"filter.title"`
	Filter        string                            `text:"filter.open"`
	Category      string                            `text:"filter.category"`
	PriceFilter   func(currency string) string      `text:"filter.price currency"`
	To            string                            `text:"filter.to"`
	OnOffer       string                            `text:"filter.onOffer"`
	ShowProducts  func(n int) string                `text:"filter.show n"`
	ChosenFilters string                            `text:"filter.chosen"`
	RemoveFilter  func(filter string) string        `text:"filter.remove filter"`
	ClearFilters  string                            `text:"filter.clear"`
	MoreValues    func(n int) string                `text:"filter.more n"`
	FindValue     func(group string) string         `text:"filter.find group"`
	NoneHasAll    string                            `text:"filter.none"`
	WithoutFilter func(filter string, n int) string `text:"filter.without filter n"`
	FilterUnknown string                            `text:"filter.ignored"`

	// Products.
	AddToCart       string                       `text:"product.addToCart"`
	AddProduct      func(name string) string     `text:"product.addProduct name"`
	ChooseOptions   func(name string) string     `text:"product.chooseOptions name"`
	Quantity        string                       `text:"product.quantity"`
	Fewer           string                       `text:"product.fewer"`
	More            string                       `text:"product.more"`
	From            string                       `text:"product.from"`
	Before          string                       `text:"product.before"`
	Now             string                       `text:"product.now"`
	Sale            string                       `text:"product.sale"`
	SoldOut         string                       `text:"product.soldOut"`
	InStock         string                       `text:"product.inStock"`
	LastUnits       func(n int) string           `text:"product.lastUnits n"`
	NoCombination   string                       `text:"product.noCombination"`
	UnavailableHint string                       `text:"product.unavailableHint"`
	Description     string                       `text:"product.description"`
	Photos          string                       `text:"product.photos"`
	MoreFrom        func(category string) string `text:"product.moreFrom category"`
	NoPhoto         string                       `text:"product.noPhoto"`

	// To be told when a sold-out product is back.
	Alert map[string]string `text:"alert" keys:"contact,send,consent,message,whatsapp,email,offline"`

	// Favourites, and what was looked at.
	Favorites               string                   `text:"favorites.favorites"`
	FavoritesTitle          string                   `text:"favorites.title"`
	FavoritesEmpty          string                   `text:"favorites.empty"`
	FavoritesEmptyTip       string                   `text:"favorites.emptyTip"`
	FavoritesLoading        string                   `text:"favorites.loading"`
	FavoritesNeedJavaScript string                   `text:"favorites.needJavaScript"`
	AddFavorite             func(name string) string `text:"favorites.add name"`
	RemoveFavorite          func(name string) string `text:"favorites.remove name"`
	FavoriteAdded           func(name string) string `text:"favorites.added name"`
	FavoriteRemoved         func(name string) string `text:"favorites.removed name"`
	FavoriteRenamed         func(now string) string  `text:"favorites.renamed now"`
	FavoritesFull           func(most int) string    `text:"favorites.full most"`
	RecentlyViewed          string                   `text:"product.recentlyViewed"`

	// The cart.
	CartTitle       string                   `text:"cart.title"`
	CartEmpty       string                   `text:"cart.empty"`
	CartEmptyTip    string                   `text:"cart.emptyTip"`
	SeeProducts     string                   `text:"cart.seeProducts"`
	SeeCart         string                   `text:"cart.seeCart"`
	ProductColumn   string                   `text:"cart.productColumn"`
	PriceColumn     string                   `text:"cart.priceColumn"`
	TotalColumn     string                   `text:"cart.totalColumn"`
	RemoveColumn    string                   `text:"cart.removeColumn"`
	QuantityOf      func(name string) string `text:"cart.quantityOf name"`
	Remove          func(name string) string `text:"cart.remove name"`
	Undo            string                   `text:"cart.undo"`
	EmptyCart       string                   `text:"cart.emptyCart"`
	Subtotal        string                   `text:"cart.subtotal"`
	SubtotalNote    string                   `text:"cart.subtotalNote"`
	ContinueBuying  string                   `text:"cart.continueBuying"`
	CartLoading     string                   `text:"cart.loading"`
	NeedsJavaScript string                   `text:"cart.needsJavaScript"`
	NewsHeading     string                   `text:"cart.newsHeading"`

	// The cart as a link.
	ShareCart          string                      `text:"share.title"`
	ShareTip           string                      `text:"share.tip"`
	CartLink           string                      `text:"share.link"`
	CopyLink           string                      `text:"share.copyLink"`
	LinkCopied         string                      `text:"share.linkCopied"`
	NotCopied          string                      `text:"share.notCopied"`
	SendLink           string                      `text:"share.sendLink"`
	QRCode             string                      `text:"share.qrCode"`
	QRTip              string                      `text:"share.qrTip"`
	TooLongForQR       string                      `text:"share.tooLongForQR"`
	TooManyToShare     string                      `text:"share.tooMany"`
	LinkedHeading      string                      `text:"share.linkedHeading"`
	TakeLinked         string                      `text:"share.takeLinked"`
	DeclineLinked      string                      `text:"share.declineLinked"`
	LinkedTaken        func(n int) string          `text:"share.linkedTaken n"`
	LinkedNotTaken     string                      `text:"share.linkedNotTaken"`
	NothingOfLinked    string                      `text:"share.nothingOfLinked"`
	NotInShop          func(product string) string `text:"share.notInShop product"`
	OptionNotInShop    func(name string) string    `text:"share.optionNotInShop name"`
	LinkDamaged        string                      `text:"share.linkDamaged"`
	LinkOfOtherVersion string                      `text:"share.linkOfOtherVersion"`

	Order *Order // from the cart to the shop

	// What happened.
	Added           func(name string, n int) string       `text:"cart.added name n"`
	QuantitySet     func(name string, n int) string       `text:"cart.quantitySet name n"`
	Removed         func(name string) string              `text:"cart.removed name"`
	Emptied         string                                `text:"cart.emptied"`
	Restored        string                                `text:"cart.restored"`
	SubtotalIs      func(subtotal string) string          `text:"cart.subtotalIs subtotal"`
	BadQuantity     string                                `text:"cart.badQuantity"`
	OnlyLeft        func(name string, n int) string       `text:"cart.onlyLeft name n"`
	IsSoldOut       func(name string) string              `text:"cart.soldOut name"`
	ChooseFirst     func(name string) string              `text:"cart.chooseFirst name"`
	NoSuchProduct   string                                `text:"cart.noSuchProduct"`
	NoSuchVariant   func(name string) string              `text:"cart.noSuchVariant name"`
	PriceChanged    func(name, before, now string) string `text:"news.priceChanged name before now"`
	Renamed         func(before, now string) string       `text:"news.renamed before now"`
	RenamedInLink   func(now string) string               `text:"news.renamedInLink now"`
	StockReduced    func(name string, n int) string       `text:"news.stockReduced name n"`
	TooMany         func(name string, n int) string       `text:"news.tooMany name n"`
	SoldOutSince    func(name string) string              `text:"news.soldOutSince name"`
	GoneSince       func(name string) string              `text:"news.goneSince name"`
	EntryDropped    func(name string) string              `text:"news.entryDropped name"`
	CartUnreadable  string                                `text:"news.cartUnreadable"`
	StorageBroken   string                                `text:"fault.storage"`
	CatalogBroken   string                                `text:"fault.catalog"`
	NotFoundTitle   string                                `text:"page.notFoundTitle"`
	NotFound        string                                `text:"page.notFound"`
	NoCategory      string                                `text:"page.noCategory"`
	NoProduct       string                                `text:"page.noProduct"`
	Notice          string                                `text:"header.notice"`
	Crashed         string                                `text:"fault.crashed"`
	Unavailable     string                                `text:"fault.unavailable"`
	PageTitle       func(page, shop string) string        `text:"page.title page shop"`
	SearchTitle     string                                `text:"search.title"`
	ProductSummary  func(name, price string) string       `text:"page.productSummary name price"`
	CategorySummary func(name string, n int) string       `text:"page.categorySummary name n"`

	// Server is nil in the browser.
	Server *Server
}
