package pages

import (
	"strconv"
	"strings"

	"carrito/app/cart"
	"carrito/app/text"
)

// Sentences are those that boot.js says in the program's place, with {name} and
// {n} where the words go. The name with a 1 is for one unit.
type Sentences struct {
	Unavailable string `json:"unavailable"` // the program did not arrive
	Crashed     string `json:"crashed"`     // the program ended
	Catalog     string `json:"catalog"`     // the catalogue did not arrive
	AddedOne    string `json:"added1"`
	Added       string `json:"added"`
	Removed     string `json:"removed"`
	Emptied     string `json:"emptied"`
	Restored    string `json:"restored"`
	SetOne      string `json:"set1"`
	Set         string `json:"set"`
	Quantity    string `json:"quantity"`
	LeftOne     string `json:"left1"`
	Left        string `json:"left"`
	SoldOut     string `json:"soldOut"`
	None        string `json:"none"`
	NoSuch      string `json:"noSuch"`
	InStock     string `json:"inStock"`
	FewOne      string `json:"few1"`
	Few         string `json:"few"`
	Combination string `json:"combination"`
	UnitOne     string `json:"unit1"` // the word behind the header's count
	Unit        string `json:"unit"`
}

func sentences(t *text.Text) Sentences {
	const name, many = "{name}", cart.MaxQuantity
	some := func(sentence string) string { return strings.Replace(sentence, strconv.Itoa(many), "{n}", 1) }
	return Sentences{
		Unavailable: t.Unavailable, Crashed: t.Crashed, Catalog: t.CatalogBroken,
		AddedOne: t.Added(name, 1), Added: some(t.Added(name, many)),
		Removed: t.Removed(name), Emptied: t.Emptied, Restored: t.Restored,
		SetOne: t.QuantitySet(name, 1), Set: some(t.QuantitySet(name, many)), Quantity: t.BadQuantity,
		LeftOne: t.OnlyLeft(name, 1), Left: some(t.OnlyLeft(name, many)),
		SoldOut: t.IsSoldOut(name), None: t.SoldOut, NoSuch: t.NoCombination, InStock: t.InStock,
		FewOne: t.LastUnits(1), Few: some(t.LastUnits(many)), Combination: t.NoCombination + ".",
		UnitOne: strings.TrimPrefix(t.Units(1), "1"), Unit: strings.TrimPrefix(t.Units(many), strconv.Itoa(many)),
	}
}
