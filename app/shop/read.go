package shop

import (
	"strconv"

	"carrito/app/json"
)

// Decode reads the settings that the server has written into a page. It does not
// check them, and ignores what it does not know.
func Decode(r *json.Reader) *Shop {
	s := &Shop{}
	d := decoder{r}
	r.Object(func(name string) { d.shop(s, name) })
	return s
}

type decoder struct{ *json.Reader }

func (d decoder) shop(s *Shop, name string) {
	switch name {
	case "cover":
		d.fields(map[string]*string{"src": &s.Cover.Src, "alt": &s.Cover.Alt},
			map[string]*int{"width": &s.Cover.Width, "height": &s.Cover.Height})
	case "contact":
		d.fields(s.Contact.texts(), nil)
	case "colors":
		d.fields(map[string]*string{"accent": &s.Colors.Accent, "accentDark": &s.Colors.AccentDark}, nil)
	case "swatches":
		s.Swatches = map[string]string{}
		d.Object(func(name string) { s.Swatches[name], _ = d.Text() })
	case "orders":
		d.orders(&s.Orders)
	case "synonyms":
		d.Array(func(int) {
			text, _ := d.Text()
			s.Synonyms = append(s.Synonyms, text)
		})
	case "payments":
		d.Array(func(int) { s.Payments = append(s.Payments, d.payment()) })
	default:
		d.field(name, map[string]*string{
			"name": &s.Name, "tagline": &s.Tagline, "description": &s.Description, "language": &s.Language,
			"locale": &s.Locale, "currency": &s.Currency, "baseURL": &s.BaseURL,
		}, nil)
	}
}

// fields reads an object of texts and whole numbers.
func (d decoder) fields(texts map[string]*string, numbers map[string]*int) {
	d.Object(func(name string) { d.field(name, texts, numbers) })
}

func (d decoder) field(name string, texts map[string]*string, numbers map[string]*int) {
	if text, ok := texts[name]; ok {
		*text, _ = d.Text()
	} else if number, ok := numbers[name]; ok {
		literal, _ := d.Literal()
		*number, _ = strconv.Atoi(literal)
	}
}
