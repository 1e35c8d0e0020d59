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
	"lowStock": "number", "days": "number", "baseURL": "link", "url": "link", "currency": "currency", "locale": "locale", "ruc": "ruc", "holder": "missing", "src": "picture",
}

// fault puts a fault of shop.json beside its field, or above the page if the page does
// not have that field.
func (p *shopPage) fault(text string) {
	if p.faultOfItem(text) {
		return
	}
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
	if strings.HasPrefix(found[3], "is missing") {
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

// Faults of items that are not named as other fields are: channels, synonyms and the
// contact that a channel needs.
var (
	needsContact = regexp.MustCompile(`^orders\.channels\[\d+\]: (contact\.\w+) is missing$`)
	ofChannel    = regexp.MustCompile(`^orders\.channels\[(\d+)\]: there is already one`)
	ofSynonyms   = regexp.MustCompile(`^synonyms\[(\d+)\] (has|is ".*"; the search takes)?`)
)

// faultOfItem puts a fault of a channel, a colour or synonyms beside its field. It reports
// whether the fault is one.
func (p *shopPage) faultOfItem(text string) bool {
	if found := needsContact.FindStringSubmatch(text); found != nil {
		p.mark(found[1], p.Text.Faults["missing"])
		return true
	}
	if found := ofChannel.FindStringSubmatch(text); found != nil {
		p.mark(channelsPath+"."+found[1], p.Text.Faults["twice"])
		return true
	}
	if found := ofSynonyms.FindStringSubmatch(text); found != nil {
		words := p.Text.Faults["synonyms"]
		if found[2] != "" {
			words = p.Text.Faults["twice"]
		}
		p.mark(synonymsPath+"."+found[1]+".words", words)
		return true
	}
	name, ok := strings.CutPrefix(text, swatchesPath+".")
	for i, one := range *p.list(swatchesPath) {
		switch rest, is := strings.CutPrefix(name, one.values["name"]+" is "); {
		case !ok || !is:
		case strings.HasPrefix(rest, "there twice"):
			p.mark(swatchesPath+"."+itoa(i)+".name", p.Text.Faults["twice"])
			return true
		case strings.HasPrefix(rest, `"`):
			p.mark(swatchesPath+"."+itoa(i)+".color", p.Text.Faults["swatch"])
			return true
		}
	}
	return false
}

// checkSwatches marks colours without a name or with that of another one, which would be
// lost in the object that shop.json has, and reports whether there are none.
func (p *shopPage) checkSwatches() bool {
	good, seen := true, map[string]bool{}
	for i, one := range *p.list(swatchesPath) {
		name := one.values["name"]
		if at := swatchesPath + "." + itoa(i) + ".name"; name == "" {
			p.mark(at, p.Text.Faults["missing"])
		} else if seen[name] {
			p.mark(at, p.Text.Faults["twice"])
		} else {
			seen[name] = true
			continue
		}
		good = false
	}
	return good
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
