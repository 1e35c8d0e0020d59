package editor

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"carrito/server/catalogfile"
)

// isMove reports whether a button moves one product up or down, and which.
func isMove(do string) (direction string, id int, ok bool) {
	direction, text, _ := strings.Cut(do, ".")
	id, err := strconv.Atoi(text)
	return direction, id, err == nil && (direction == "up" || direction == "down")
}

// addressAfter returns the address of the list after a button was pressed. A button that
// moves a product has the focus again, so that it can be pressed again by keyboard.
func (p *listPage) addressAfter(do string) string {
	if _, _, ok := isMove(do); !ok {
		return p.Address
	}
	separator := "?"
	if strings.Contains(p.Address, "?") {
		separator = "&"
	}
	return p.Address + separator + pressedQuery + "=" + url.QueryEscape(do)
}

// moved returns the products in the order that the pressed button asks for: one product
// up or down, the marked ones first or last, or the shown ones as they were dragged.
func (l *listChange) moved(products []catalogfile.Object) []catalogfile.Object {
	direction, id, ok := isMove(l.do)
	switch {
	case ok:
		at := slices.IndexFunc(products, func(p catalogfile.Object) bool { return p.ID() == id })
		if to := at + map[string]int{"up": -1, "down": 1}[direction]; at >= 0 {
			swap(products, at, to)
		}
	case l.do == "first" || l.do == "last":
		first := func(p catalogfile.Object) int {
			if l.marked[p.ID()] == (l.do == "first") {
				return 0
			}
			return 1
		}
		slices.SortStableFunc(products, func(a, b catalogfile.Object) int { return first(a) - first(b) })
	case l.do == "order":
		l.dragged(products)
	}
	return products
}

// dragged puts the products of the form into the order of the form. The places of the
// others stay as they are.
func (l *listChange) dragged(products []catalogfile.Object) {
	known := map[int]catalogfile.Object{}
	for _, p := range products {
		known[p.ID()] = p
	}
	var wanted []catalogfile.Object
	shown := map[int]bool{}
	for _, one := range l.page.Rows {
		if p, ok := known[one.ID]; ok && !shown[one.ID] {
			shown[one.ID], wanted = true, append(wanted, p)
		}
	}
	for i, p := range products {
		if shown[p.ID()] {
			products[i], wanted = wanted[0], wanted[1:]
		}
	}
}
