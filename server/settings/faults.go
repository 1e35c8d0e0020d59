package settings

import (
	"regexp"
	"strings"
)

// place is the field at the start of a fault of shop.json, such as
// orders.delivery[1].price.
var place = regexp.MustCompile(`^(?:unknown field )?"?([A-Za-z]+(?:\[\d+\])?(?:\.[A-Za-z]+(?:\[\d+\])?)*)"?(:?) (.*)$`)

// faultKinds are the faults of fields by their names.
var faultKinds = map[string]string{
	"name": "missing", "whatsapp": "whatsapp", "accent": "color", "accentDark": "color", "price": "amount", "freeFrom": "amount", "minimum": "amount",
	"maximum": "amount", "amount": "amount", "fees": "amount", "percent": "percent", "surcharge": "percent", "discount": "percent", "keepMonths": "number",
	"lowStock": "number", "days": "number", "baseURL": "link", "url": "link", "currency": "currency", "locale": "locale", "ruc": "ruc", "holder": "missing",
}

// fault puts a fault of shop.json beside its field, or above the page if the page does
// not have that field.
func (p *shopPage) fault(text string) {
	found := place.FindStringSubmatch(text)
	if found == nil {
		p.Lines = append(p.Lines, text)
		return
	}
	at := strings.NewReplacer("[", ".", "]", "").Replace(found[1])
	switch {
	case strings.Contains(text, "has zones; price"):
		p.mark(at+".price", p.Text.Faults["both"])
		return
	case strings.HasPrefix(at, promosPath+".") && strings.Count(at, ".") == 2:
		p.mark(at+".code", p.Text.Faults["promo"])
		return
	case strings.HasPrefix(at, promosPath+".") && strings.HasSuffix(at, ".code"):
		p.mark(at, p.Text.Faults["promo"])
		return
	case strings.HasPrefix(text, "orders.tax needs"):
		p.mark("orders.tax.name", p.Text.Faults["missing"])
		return
	}
	words := p.Text.Faults[faultKinds[at[strings.LastIndexByte(at, '.')+1:]]]
	if strings.HasSuffix(text, " is missing") {
		words = p.Text.Faults["missing"]
	}
	if words == "" {
		words = p.Text.Faults["other"] + " (" + found[3] + ")"
	}
	if !p.has(at) {
		p.Lines = append(p.Lines, text)
		return
	}
	p.mark(at, words)
}

func (p *shopPage) mark(at, words string) {
	if p.wrong[at] == "" {
		p.wrong[at] = words
	}
}

// has reports whether the page has a field.
func (p *shopPage) has(at string) bool {
	if _, ok := p.values[at]; ok {
		return true
	}
	cut := strings.LastIndexByte(at, '.')
	if cut < 0 {
		return at == paymentsPath
	}
	if p.list(at) != nil {
		return true
	}
	parent, name := at[:cut], at[cut+1:]
	up := strings.LastIndexByte(parent, '.')
	if up < 0 {
		return false
	}
	list := p.list(parent[:up])
	if list == nil {
		return false
	}
	for i, one := range *list {
		if itoa(i) == parent[up+1:] {
			_, ok := one.values[name]
			return ok
		}
	}
	return false
}
