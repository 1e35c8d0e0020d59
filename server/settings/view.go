package settings

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
	"carrito/app/shop"
)

func itoa(n int) string { return strconv.Itoa(n) }

// group is a part of the page: fields, or a list.
type group struct {
	ID, Title string
	Fields    []fieldView
	List      *listView
	Note      string
}

// fieldView is a field as the page shows it.
type fieldView struct {
	ID, Label, Value string
	Kind             kind
	Fault, Tip       string
	Warning          bool // whether the tip warns
	Options          []option
	Scheme           *palette // what a colour is compared with
	Default          string   // colour if the field is empty
	Picture          string   // address of the picture; may be empty
	Send             string   // what the button that chooses a photo says; empty if none is taken
}

type option struct {
	Value, Name string
	Chosen      bool
}

// listView is a list as the page shows it.
type listView struct {
	Path  string
	Items []itemView
	Kinds []option // that a new item may have
	Add   string   // what the list of kinds is called
	Full  bool     // whether there is no kind left
	Loose bool     // whether the order says nothing
	Fault string
}

type itemView struct {
	ID, Was, Kind, Title string
	Fields               []fieldView
	Zones                *listView
	Note, Fault          string
}

// names of the languages in themselves.
var languageNames = map[string]string{"es": "Español", "en": "English", "pt": "Português"}

// schemes are the kinds of bank accounts with check digits.
var schemes = []string{"", "cci", "clabe", "cbu", "iban"}

// view returns the page in groups.
func (p *Pages) view(page *shopPage) []group {
	var list []group
	for _, name := range groups {
		g := group{ID: name, Title: page.Text.Groups[name], Note: page.Text.GroupTips[name]}
		for _, s := range settings {
			if s.group == name {
				g.Fields = append(g.Fields, p.field(page, s))
			}
		}
		for _, l := range lists {
			if l.group == name {
				g.List = p.list(page, l.path, *page.lists[l.path])
			}
		}
		list = append(list, g)
	}
	return list
}

func (p *Pages) field(page *shopPage, s setting) fieldView {
	f := fieldView{ID: s.path, Label: page.Text.Fields[s.path], Value: page.values[s.path], Kind: s.kind, Fault: page.wrong[s.path]}
	if s.kind == line && strings.Contains(f.Value, "\n") {
		f.Kind = area // a field of one line would join the lines
	}
	switch s.kind {
	case choice:
		for _, language := range shop.Languages {
			f.Options = append(f.Options, option{language, languageNames[language], language == f.Value})
		}
	case photo:
		if f.Value != "" {
			f.Picture = p.thumbnail(f.Value)
		}
		if p.Photos != nil {
			f.Send = page.Text.SendPhoto
		}
	case color:
		schemes, accents := palettes(p.files.Web)
		dark := 0
		if s.path == "colors.accentDark" {
			dark = 1
			if light := page.values["colors.accent"]; light != "" {
				accents[1] = light // it holds in the dark, too, unless there is another one
			}
		}
		f.Scheme, f.Default = &schemes[dark], accents[dark]
		shown := f.Value
		if shown == "" {
			shown = f.Default
		}
		if button, paper := contrast(shown, f.Scheme.OnAccent), contrast(shown, f.Scheme.Paper); button > 0 && paper > 0 {
			f.Tip = page.Text.Contrast(ratio(button), ratio(paper))
			if f.Warning = min(button, paper) < enough; f.Warning {
				f.Tip += " " + page.Text.ContrastLow
			}
		}
	}
	return f
}

func (p *Pages) list(page *shopPage, path string, items []item) *listView {
	l := &listView{Path: path, Fault: page.wrong[path], Loose: path == swatchesPath || path == synonymsPath}
	for i, one := range items {
		v := itemView{ID: path + "." + itoa(i), Was: one.was, Kind: one.kind, Title: cmp.Or(one.values["name"], one.values["code"], one.values["words"])}
		v.Fault = page.wrong[v.ID]
		if path == channelsPath {
			v.Title, v.Note = page.Text.ChannelKinds[one.kind], page.Text.ChannelTips[one.kind]
		} else if one.kind != "" {
			kind := page.Text.PaymentKinds[one.kind]
			if v.Title == "" || v.Title == one.values["code"] {
				v.Title = kind
			} else {
				v.Title += " (" + kind + ")"
			}
			if known, _ := shop.PaymentKindOf(one.kind); known.Hosted {
				v.Note = page.Text.KeysSet
				if slices.Contains(p.files.Without, one.kind) {
					v.Note = page.Text.KeysMissing
				}
			}
		}
		if v.Title == "" {
			v.Title = page.Text.Unnamed
		}
		for _, part := range parts(path, one.kind) {
			f := fieldView{ID: v.ID + "." + part.name, Label: page.Text.Items[part.name], Value: one.values[part.name], Kind: part.kind, Fault: page.wrong[v.ID+"."+part.name]}
			if part.name == "code" && path == paymentsPath {
				f.Label = page.Text.Items["qr"]
			}
			if part.name == "redirect" {
				f.Options = []option{{"", page.Text.RedirectAgain, f.Value == ""}, {shop.RedirectSent, page.Text.RedirectSent, f.Value == shop.RedirectSent}}
			} else if part.kind == choice {
				for _, scheme := range schemes {
					name := scheme
					if scheme == "" {
						name = page.Text.OtherScheme
					}
					f.Options = append(f.Options, option{scheme, name, scheme == f.Value})
				}
			}
			v.Fields = append(v.Fields, f)
		}
		if path == deliveryPath {
			v.Zones = p.list(page, v.ID+"."+zones, one.Zones)
		}
		l.Items = append(l.Items, v)
	}
	if path == channelsPath {
		l.Add = page.Text.AddChannel
		for _, kind := range shop.ChannelKinds {
			if !slices.ContainsFunc(items, func(one item) bool { return one.kind == kind.Name }) {
				l.Kinds = append(l.Kinds, option{kind.Name, page.Text.ChannelKinds[kind.Name], false})
			}
		}
		l.Full = len(l.Kinds) == 0
	}
	if path == paymentsPath {
		l.Add = page.Text.AddPayment
		for _, kind := range shop.PaymentKinds {
			if kind.Currency == "" || kind.Currency == page.values["currency"] {
				l.Kinds = append(l.Kinds, option{kind.Name, page.Text.PaymentKinds[kind.Name], false})
			}
		}
	}
	return l
}

// thumbnail returns the address of a small picture, or of the original if there is none.
// Pictures of other hosts have none, because the page shows none from there.
func (p *Pages) thumbnail(src string) string {
	width, height, err := p.measure(src)
	if address := p.site().Thumbnails()(catalog.Image{Src: src, Width: width, Height: height}); err == nil && strings.HasPrefix(address, "/web/") {
		return p.site().Prefix() + address
	}
	return ""
}
