// Package text is what the shop says, in each of its languages.
package text

import (
	"strconv"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// Text is every sentence the shop says, in one language.
type Text struct {
	// Header and footer.
	SkipToContent  string
	Home           string
	Categories     string
	Cart           string
	Units          func(n int) string
	Search         string // the search field's label
	SearchButton   string
	ContactHeading string
	Email          string
	WhatsApp       string
	Address        string
	Hours          string
	PricesIn       func(currency string) string
	Close          string
	GoBack         string
	Install        string
	Opening        string

	// Whether this is the shop as it is now.
	ShopState        string // the name of what stands at the foot of the page
	NoConnection     string
	PricesUnreadable string
	PricesOf         func(day string) string
	PricesMayDiffer  string
	NewVersion       string
	TakeUpdate       string

	// Lists.
	Newest       string
	AllProducts  string
	Products     func(n int) string
	SortBy       string
	Sorts        map[catalog.Sort]string
	Pages        string
	PageOf       func(page, pages int) string
	NextPage     string
	PreviousPage string
	Breadcrumbs  string
	ResultsFor   func(query string) string
	NoResults    func(query string) string
	NoResultsTip string
	EmptyShop    string
	WhatToSearch string
	Searching    string

	SearchNeedsJavaScript string // where no server searches

	// Products.
	AddToCart       string
	AddProduct      func(name string) string
	ChooseOptions   func(name string) string
	Quantity        string
	Fewer, More     string
	From            string
	Before          string
	Now             string
	Sale            string
	SoldOut         string
	InStock         string
	LastUnits       func(n int) string
	NoCombination   string
	UnavailableHint string
	Description     string
	Photos          string
	MoreFrom        func(category string) string
	NoPhoto         string

	// Favourites, and what was looked at.
	Favorites               string // the link to them
	FavoritesTitle          string
	FavoritesEmpty          string
	FavoritesEmptyTip       string
	FavoritesLoading        string
	FavoritesNeedJavaScript string
	AddFavorite             func(name string) string
	RemoveFavorite          func(name string) string
	FavoriteAdded           func(name string) string
	FavoriteRemoved         func(name string) string
	FavoriteRenamed         func(now string) string
	FavoritesFull           func(most int) string
	RecentlyViewed          string

	// The cart.
	CartTitle       string
	CartEmpty       string
	CartEmptyTip    string
	SeeProducts     string
	SeeCart         string
	ProductColumn   string
	PriceColumn     string
	TotalColumn     string
	RemoveColumn    string
	QuantityOf      func(name string) string
	Remove          func(name string) string
	RemoveShort     string
	Undo            string
	EmptyCart       string
	Subtotal        string
	SubtotalNote    string
	ContinueBuying  string
	CartLoading     string
	NeedsJavaScript string
	NewsHeading     string

	// The cart as a link.
	ShareCart          string
	ShareTip           string
	CartLink           string
	CopyLink           string
	LinkCopied         string
	NotCopied          string
	SendLink           string
	QRCode             string
	QRTip              string
	TooLongForQR       string
	TooManyToShare     string
	OfferHeading       string
	TakeOffer          string
	DeclineOffer       string
	OfferTaken         func(n int) string
	OfferNotTaken      string
	NothingOfOffer     string
	NotInShop          func(product string) string
	OptionNotInShop    func(name string) string
	LinkDamaged        string
	LinkOfOtherVersion string

	Order *OrderText // from the cart to the shop

	// What happened.
	Added           func(name string, n int) string
	QuantitySet     func(name string, n int) string
	Removed         func(name string) string
	Emptied         string
	Restored        string
	SubtotalIs      func(subtotal string) string
	BadQuantity     string
	OnlyLeft        func(name string, n int) string
	IsSoldOut       func(name string) string
	ChooseFirst     func(name string) string
	NoSuchProduct   string
	NoSuchVariant   func(name string) string
	PriceChanged    func(name, before, now string) string
	Renamed         func(before, now string) string
	RenamedInLink   func(now string) string
	StockReduced    func(name string, n int) string
	TooMany         func(name string, n int) string
	SoldOutSince    func(name string) string
	GoneSince       func(name string) string
	EntryDropped    func(name string) string
	CartUnreadable  string
	StorageBroken   string
	CatalogBroken   string
	NotFoundTitle   string
	NotFound        string
	NoCategory      string
	NoProduct       string
	Notice          string // the name of a passing notice
	Crashed         string
	Unavailable     string
	PageTitle       func(page, shop string) string
	SearchTitle     string
	ProductSummary  func(name, price string) string
	CategorySummary func(name string, n int) string
}

// texts is the shop in each of its languages.
var texts = map[string]*Text{"es": &spanish, "en": &english}

// In returns the texts of a language of shop.json, "es" or "en".
func In(language string) *Text {
	if t, ok := texts[language]; ok {
		return t
	}
	return &spanish
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

var spanish = Text{
	Order: &spanishOrder,

	SkipToContent:  "Saltar al contenido",
	Home:           "Inicio",
	Categories:     "Categorías",
	Cart:           "Carrito",
	Units:          func(n int) string { return plural(n, "unidad", "unidades") },
	Search:         "Buscar productos",
	SearchButton:   "Buscar",
	ContactHeading: "Contacto",
	Email:          "Correo",
	WhatsApp:       "WhatsApp",
	Address:        "Dirección",
	Hours:          "Horario",
	PricesIn:       func(currency string) string { return "Precios en " + currency + ", impuestos incluidos." },
	Close:          "Cerrar",
	GoBack:         "Atrás",
	Install:        "Instalar la tienda",
	Opening:        "Abriendo la tienda…",

	ShopState:        "Estado de la tienda",
	NoConnection:     "Sin conexión con la tienda.",
	PricesUnreadable: "No se pudieron leer los precios nuevos.",
	PricesOf:         func(day string) string { return "Precios del " + day + "." },
	PricesMayDiffer:  "Los precios pueden haber cambiado.",
	NewVersion:       "Hay una versión nueva de la tienda.",
	TakeUpdate:       "Actualizar",

	Newest:      "Novedades",
	AllProducts: "Todos los productos",
	Products:    func(n int) string { return plural(n, "producto", "productos") },
	SortBy:      "Ordenar por",
	Sorts: map[catalog.Sort]string{
		catalog.ByRelevance: "Más relevantes", catalog.ByNewest: "Novedades", catalog.ByPriceUp: "Menor precio",
		catalog.ByPriceDown: "Mayor precio", catalog.ByName: "Nombre",
	},
	Pages:        "Páginas",
	PageOf:       func(page, pages int) string { return "Página " + strconv.Itoa(page) + " de " + strconv.Itoa(pages) },
	NextPage:     "Siguiente",
	PreviousPage: "Anterior",
	Breadcrumbs:  "Ruta",
	ResultsFor:   func(query string) string { return "Resultados para «" + query + "»" },
	NoResults:    func(query string) string { return "No encontramos nada para «" + query + "»" },
	NoResultsTip: "Prueba con menos palabras, o mira por categoría.",
	EmptyShop:    "Pronto habrá productos aquí.",
	WhatToSearch: "¿Qué buscas?",
	Searching:    "Buscando…",

	SearchNeedsJavaScript: "La búsqueda necesita JavaScript. Sin él, los productos se encuentran por categorías.",

	AddToCart:       "Agregar al carrito",
	AddProduct:      func(name string) string { return "Agregar al carrito: " + name },
	ChooseOptions:   func(name string) string { return "Elegir opciones: " + name },
	Quantity:        "Cantidad",
	Fewer:           "Una unidad menos",
	More:            "Una unidad más",
	From:            "Desde",
	Before:          "Antes",
	Now:             "Ahora",
	Sale:            "Oferta",
	SoldOut:         "Agotado",
	InStock:         "En stock",
	LastUnits:       func(n int) string { return "Solo " + plural(n, "queda", "quedan") },
	NoCombination:   "Esta combinación no existe",
	UnavailableHint: "no disponible con lo elegido",
	Description:     "Descripción",
	Photos:          "Fotos",
	MoreFrom:        func(category string) string { return "Más en " + category },
	NoPhoto:         "Sin foto",

	Favorites:               "Favoritos",
	FavoritesTitle:          "Tus favoritos",
	FavoritesEmpty:          "Aún no tienes favoritos",
	FavoritesEmptyTip:       "Toca el corazón de un producto y lo encontrarás aquí mientras tengas abierto el navegador.",
	FavoritesLoading:        "Abriendo tus favoritos…",
	FavoritesNeedJavaScript: "Los favoritos viven en tu navegador y necesitan JavaScript. Los productos y precios se ven sin él.",
	AddFavorite:             func(name string) string { return "Guardar " + name + " en favoritos" },
	RemoveFavorite:          func(name string) string { return "Quitar " + name + " de favoritos" },
	FavoriteAdded:           func(name string) string { return "Guardado en favoritos: " + name + "." },
	FavoriteRemoved:         func(name string) string { return "Se quitó de favoritos: " + name + "." },
	FavoriteRenamed: func(now string) string {
		return "Tu favorito «" + now + "» se llamaba de otra manera cuando lo guardaste. Mira si es lo que quieres."
	},
	FavoritesFull: func(most int) string {
		return "En favoritos caben " + strconv.Itoa(most) + " productos. Quita uno para guardar otro."
	},
	RecentlyViewed: "Vistos hace poco",

	CartTitle:       "Tu carrito",
	CartEmpty:       "Tu carrito está vacío",
	CartEmptyTip:    "Lo que agregues se guarda aquí mientras tengas abierto el navegador.",
	SeeProducts:     "Ver productos",
	SeeCart:         "Ver carrito",
	ProductColumn:   "Producto",
	PriceColumn:     "Precio",
	TotalColumn:     "Total",
	RemoveColumn:    "Quitar",
	QuantityOf:      func(name string) string { return "Cantidad de " + name },
	Remove:          func(name string) string { return "Eliminar " + name },
	RemoveShort:     "Eliminar",
	Undo:            "Deshacer",
	EmptyCart:       "Vaciar carrito",
	Subtotal:        "Subtotal",
	SubtotalNote:    "El envío se coordina con la tienda.",
	ContinueBuying:  "Seguir comprando",
	CartLoading:     "Abriendo tu carrito…",
	NeedsJavaScript: "El carrito vive en tu navegador y necesita JavaScript. Los productos y precios se ven sin él.",
	NewsHeading:     "Cambios en tu carrito",

	ShareCart:      "Compartir carrito",
	ShareTip:       "Quien abra este enlace verá qué trae y decidirá si lo agrega a su carrito.",
	CartLink:       "Enlace del carrito",
	CopyLink:       "Copiar enlace",
	LinkCopied:     "Enlace copiado.",
	NotCopied:      "El navegador no deja copiar: el enlace está marcado para que lo copies tú.",
	SendLink:       "Enviar enlace",
	QRCode:         "Código QR del enlace",
	QRTip:          "Apunta la cámara del teléfono para abrir el carrito allí.",
	TooLongForQR:   "El enlace es demasiado largo para un código QR.",
	TooManyToShare: "Este carrito tiene más de " + strconv.Itoa(cart.MaxLinkLines) + " líneas y no cabe en un enlace.",
	OfferHeading:   "Este enlace trae un carrito",
	TakeOffer:      "Agregar a mi carrito",
	DeclineOffer:   "No, gracias",
	OfferTaken: func(n int) string {
		if n == 1 {
			return "Se agregó 1 unidad a tu carrito."
		}
		return "Se agregaron " + strconv.Itoa(n) + " unidades a tu carrito."
	},
	OfferNotTaken:      "No se agregó nada a tu carrito.",
	NothingOfOffer:     "Nada de este carrito se puede comprar ahora.",
	NotInShop:          func(product string) string { return "El producto n.º " + product + " ya no está en la tienda." },
	OptionNotInShop:    func(name string) string { return "La opción elegida de " + name + " ya no está en la tienda." },
	LinkDamaged:        "Este enlace de carrito está dañado o incompleto; tu carrito no cambió.",
	LinkOfOtherVersion: "Este enlace es de otra versión de la tienda y no se puede abrir; tu carrito no cambió.",

	Added: func(name string, n int) string {
		if n == 1 {
			return "Agregado al carrito: " + name + "."
		}
		return "Agregado al carrito: " + strconv.Itoa(n) + " × " + name + "."
	},
	QuantitySet:   func(name string, n int) string { return name + ": " + plural(n, "unidad", "unidades") + "." },
	Removed:       func(name string) string { return "Se quitó " + name + "." },
	Emptied:       "Se vació el carrito.",
	Restored:      "Listo, está de vuelta en el carrito.",
	SubtotalIs:    func(subtotal string) string { return "Subtotal: " + subtotal + "." },
	BadQuantity:   "La cantidad debe ser un número entero de 1 a 999. Se dejó la que estaba.",
	OnlyLeft:      func(name string, n int) string { return "De " + name + " solo " + plural(n, "queda", "quedan") + "." },
	IsSoldOut:     func(name string) string { return name + " está agotado." },
	ChooseFirst:   func(name string) string { return "Elige una opción de " + name + " para agregarlo." },
	NoSuchProduct: "Ese producto no existe. El carrito no cambió.",
	NoSuchVariant: func(name string) string { return "Esa opción de " + name + " no existe. El carrito no cambió." },
	PriceChanged: func(name, before, now string) string {
		return "Cambió el precio de " + name + ": antes " + before + ", ahora " + now + "."
	},
	Renamed: func(before, now string) string {
		return "Lo que elegiste como «" + before + "» ahora se llama «" + now + "». Mira si es lo que quieres."
	},
	RenamedInLink: func(now string) string {
		return "«" + now + "» se llamaba de otra manera cuando se hizo este enlace. Mira si es lo que quieres."
	},
	StockReduced: func(name string, n int) string {
		return "De " + name + " solo " + plural(n, "queda", "quedan") + ": ajustamos la cantidad."
	},
	TooMany: func(name string, n int) string {
		return "De " + name + " caben " + strconv.Itoa(n) + " como máximo: ajustamos la cantidad."
	},
	SoldOutSince: func(name string) string { return name + " se agotó y salió de tu carrito." },
	GoneSince:    func(name string) string { return name + " ya no está en la tienda y salió de tu carrito." },
	EntryDropped: func(name string) string {
		return "No se pudo leer «" + name + "» de tu carrito guardado y se dejó fuera."
	},
	CartUnreadable: "Una parte de tu carrito guardado no se pudo leer y se dejó fuera.",
	StorageBroken:  "Tu navegador no deja guardar la sesión: el carrito funciona, pero se pierde al cerrar o recargar la página.",
	CatalogBroken:  "No se pudieron cargar los productos. Vuelve a cargar la página en un momento.",
	NotFoundTitle:  "Página no encontrada",
	NotFound:       "Esta página no existe o cambió de lugar.",
	NoCategory:     "Esa categoría no existe.",
	NoProduct:      "Ese producto no existe o ya no está en la tienda.",
	Notice:         "Aviso",
	Crashed:        "Algo falló en la página. Vuelve a cargarla; tu carrito está guardado.",
	Unavailable:    "Los productos y el carrito funcionan, pero no se pudo cargar el resto de la tienda.",
	PageTitle:      func(page, shop string) string { return page + " · " + shop },
	SearchTitle:    "Buscar",
	ProductSummary: func(name, price string) string { return name + " a " + price + "." },
	CategorySummary: func(name string, n int) string {
		return name + ": " + plural(n, "producto", "productos") + " con precio y stock al día."
	},
}

var english = Text{
	Order: &englishOrder,

	SkipToContent:  "Skip to content",
	Home:           "Home",
	Categories:     "Categories",
	Cart:           "Cart",
	Units:          func(n int) string { return plural(n, "unit", "units") },
	Search:         "Search products",
	SearchButton:   "Search",
	ContactHeading: "Contact",
	Email:          "E-mail",
	WhatsApp:       "WhatsApp",
	Address:        "Address",
	Hours:          "Hours",
	PricesIn:       func(currency string) string { return "Prices in " + currency + ", taxes included." },
	Close:          "Close",
	GoBack:         "Back",
	Install:        "Install the shop",
	Opening:        "Opening the shop…",

	ShopState:        "State of the shop",
	NoConnection:     "The shop cannot be reached.",
	PricesUnreadable: "The new prices could not be read.",
	PricesOf:         func(day string) string { return "Prices as of " + day + "." },
	PricesMayDiffer:  "Prices may have changed.",
	NewVersion:       "There is a new version of the shop.",
	TakeUpdate:       "Update",

	Newest:      "New in",
	AllProducts: "All products",
	Products:    func(n int) string { return plural(n, "product", "products") },
	SortBy:      "Sort by",
	Sorts: map[catalog.Sort]string{
		catalog.ByRelevance: "Best match", catalog.ByNewest: "Newest", catalog.ByPriceUp: "Lowest price",
		catalog.ByPriceDown: "Highest price", catalog.ByName: "Name",
	},
	Pages:        "Pages",
	PageOf:       func(page, pages int) string { return "Page " + strconv.Itoa(page) + " of " + strconv.Itoa(pages) },
	NextPage:     "Next",
	PreviousPage: "Previous",
	Breadcrumbs:  "Breadcrumb",
	ResultsFor:   func(query string) string { return "Results for “" + query + "”" },
	NoResults:    func(query string) string { return "Nothing found for “" + query + "”" },
	NoResultsTip: "Try fewer words, or look by category.",
	EmptyShop:    "There will be products here soon.",
	WhatToSearch: "What are you looking for?",
	Searching:    "Searching…",

	SearchNeedsJavaScript: "Searching needs JavaScript. Without it, products are found by category.",

	AddToCart:       "Add to cart",
	AddProduct:      func(name string) string { return "Add to cart: " + name },
	ChooseOptions:   func(name string) string { return "Choose options: " + name },
	Quantity:        "Quantity",
	Fewer:           "One unit fewer",
	More:            "One unit more",
	From:            "From",
	Before:          "Before",
	Now:             "Now",
	Sale:            "Sale",
	SoldOut:         "Sold out",
	InStock:         "In stock",
	LastUnits:       func(n int) string { return "Only " + strconv.Itoa(n) + " left" },
	NoCombination:   "This combination does not exist",
	UnavailableHint: "not available with what you chose",
	Description:     "Description",
	Photos:          "Photos",
	MoreFrom:        func(category string) string { return "More in " + category },
	NoPhoto:         "No photo",

	Favorites:               "Favourites",
	FavoritesTitle:          "Your favourites",
	FavoritesEmpty:          "You have no favourites yet",
	FavoritesEmptyTip:       "Tap the heart of a product and you will find it here for as long as the browser is open.",
	FavoritesLoading:        "Opening your favourites…",
	FavoritesNeedJavaScript: "Favourites live in your browser and need JavaScript. Products and prices are shown without it.",
	AddFavorite:             func(name string) string { return "Save " + name + " to favourites" },
	RemoveFavorite:          func(name string) string { return "Remove " + name + " from favourites" },
	FavoriteAdded:           func(name string) string { return "Saved to favourites: " + name + "." },
	FavoriteRemoved:         func(name string) string { return "Removed from favourites: " + name + "." },
	FavoriteRenamed: func(now string) string {
		return "Your favourite “" + now + "” had another name when you saved it. Please check that it is what you want."
	},
	FavoritesFull: func(most int) string {
		return "There is room for " + strconv.Itoa(most) + " favourites. Remove one to save another."
	},
	RecentlyViewed: "Recently viewed",

	CartTitle:       "Your cart",
	CartEmpty:       "Your cart is empty",
	CartEmptyTip:    "What you add is kept here for as long as the browser is open.",
	SeeProducts:     "See products",
	SeeCart:         "See cart",
	ProductColumn:   "Product",
	PriceColumn:     "Price",
	TotalColumn:     "Total",
	RemoveColumn:    "Remove",
	QuantityOf:      func(name string) string { return "Quantity of " + name },
	Remove:          func(name string) string { return "Remove " + name },
	RemoveShort:     "Remove",
	Undo:            "Undo",
	EmptyCart:       "Empty cart",
	Subtotal:        "Subtotal",
	SubtotalNote:    "Delivery is arranged with the shop.",
	ContinueBuying:  "Continue shopping",
	CartLoading:     "Opening your cart…",
	NeedsJavaScript: "The cart lives in your browser and needs JavaScript. Products and prices are shown without it.",
	NewsHeading:     "Changes in your cart",

	ShareCart:      "Share cart",
	ShareTip:       "Whoever opens this link sees what it brings and decides whether to add it to their cart.",
	CartLink:       "Cart link",
	CopyLink:       "Copy link",
	LinkCopied:     "Link copied.",
	NotCopied:      "The browser allows no copying: the link is selected for you to copy.",
	SendLink:       "Send link",
	QRCode:         "QR code of the link",
	QRTip:          "Point the phone's camera at it to open the cart there.",
	TooLongForQR:   "The link is too long for a QR code.",
	TooManyToShare: "This cart has more than " + strconv.Itoa(cart.MaxLinkLines) + " lines and does not fit in a link.",
	OfferHeading:   "This link brings a cart",
	TakeOffer:      "Add to my cart",
	DeclineOffer:   "No, thanks",
	OfferTaken: func(n int) string {
		return plural(n, "unit was", "units were") + " added to your cart."
	},
	OfferNotTaken:      "Nothing was added to your cart.",
	NothingOfOffer:     "Nothing of this cart can be bought now.",
	NotInShop:          func(product string) string { return "Product no. " + product + " is no longer in the shop." },
	OptionNotInShop:    func(name string) string { return "The chosen option of " + name + " is no longer in the shop." },
	LinkDamaged:        "This cart link is damaged or incomplete; your cart did not change.",
	LinkOfOtherVersion: "This link is of another version of the shop and cannot be opened; your cart did not change.",

	Added: func(name string, n int) string {
		if n == 1 {
			return "Added to cart: " + name + "."
		}
		return "Added to cart: " + strconv.Itoa(n) + " × " + name + "."
	},
	QuantitySet:   func(name string, n int) string { return name + ": " + plural(n, "unit", "units") + "." },
	Removed:       func(name string) string { return name + " was removed." },
	Emptied:       "The cart was emptied.",
	Restored:      "Done, it is back in the cart.",
	SubtotalIs:    func(subtotal string) string { return "Subtotal: " + subtotal + "." },
	BadQuantity:   "The quantity must be a whole number from 1 to 999. It was left as it was.",
	OnlyLeft:      func(name string, n int) string { return "Only " + strconv.Itoa(n) + " left of " + name + "." },
	IsSoldOut:     func(name string) string { return name + " is sold out." },
	ChooseFirst:   func(name string) string { return "Choose an option of " + name + " to add it." },
	NoSuchProduct: "There is no such product. The cart did not change.",
	NoSuchVariant: func(name string) string { return "There is no such option of " + name + ". The cart did not change." },
	PriceChanged: func(name, before, now string) string {
		return "The price of " + name + " changed: it was " + before + ", it is now " + now + "."
	},
	Renamed: func(before, now string) string {
		return "What you chose as “" + before + "” is now called “" + now + "”. Please check that it is what you want."
	},
	RenamedInLink: func(now string) string {
		return "“" + now + "” had another name when this link was made. Please check that it is what you want."
	},
	StockReduced: func(name string, n int) string {
		return "Only " + strconv.Itoa(n) + " left of " + name + ": the quantity was adjusted."
	},
	TooMany: func(name string, n int) string {
		return "At most " + strconv.Itoa(n) + " of " + name + " fit in the cart: the quantity was adjusted."
	},
	SoldOutSince: func(name string) string { return name + " sold out and left your cart." },
	GoneSince:    func(name string) string { return name + " is no longer in the shop and left your cart." },
	EntryDropped: func(name string) string {
		return "“" + name + "” in your saved cart could not be read and was left out."
	},
	CartUnreadable: "A part of your saved cart could not be read and was left out.",
	StorageBroken:  "Your browser does not let the session be saved: the cart works, but is lost when you close or reload the page.",
	CatalogBroken:  "The products could not be loaded. Please reload the page in a moment.",
	NotFoundTitle:  "Page not found",
	NotFound:       "This page does not exist or has moved.",
	NoCategory:     "There is no such category.",
	NoProduct:      "This product does not exist or is no longer in the shop.",
	Notice:         "Notice",
	Crashed:        "Something on the page failed. Please reload it; your cart is saved.",
	Unavailable:    "Products and cart work, but the rest of the shop could not be loaded.",
	PageTitle:      func(page, shop string) string { return page + " · " + shop },
	SearchTitle:    "Search",
	ProductSummary: func(name, price string) string { return name + " at " + price + "." },
	CategorySummary: func(name string, n int) string {
		return name + ": " + plural(n, "product", "products") + " with current price and stock."
	},
}
