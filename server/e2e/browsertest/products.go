package browsertest

// TwoHats is a catalogue of two products. Tests replace its prices.
const TwoHats = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "category": "Gorras",
	 "images": [{"src": "/web/images/gorra-drill.jpg", "alt": "Gorra", "width": 1200, "height": 1500}]},
	{"id": 2, "slug": "boina", "name": "Boina", "price": "20.00", "category": "Gorras"}]`

// TwoProducts is a catalogue of products without pictures. Only the first has a stock.
const TwoProducts = `[
	{"id": 1, "slug": "polo", "name": "Polo", "price": "10.10", "category": "Ropa", "stock": 5},
	{"id": 2, "slug": "gorra", "name": "Gorra", "price": "7.00", "category": "Ropa"},
	{"id": 3, "slug": "saco", "name": "Saco", "price": "1234.50", "category": "Ropa"}]`

// NotCounted is the id of a product in the demo shop whose stock is not counted. Tests
// can add any number of it.
const NotCounted = "31"
