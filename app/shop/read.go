package shop

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"carrito/app/json"
)

// Read decodes and checks shop.json. The error names every fault by its field;
// with it comes what could be read, so that more can be told of that. It does
// not know currencies and locales; the server checks those when it works out
// [Shop.Money].
func Read(r io.Reader) (*Shop, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("the file is empty")
	}
	if !utf8.ValidString(text) {
		return nil, errors.New("the file is not UTF-8 text")
	}
	reader := json.NewReader(text)
	isObject := reader.Kind() == json.Object
	s, faults := Decode(reader)
	switch err := reader.End(); {
	case errors.Is(err, json.ErrCutOff):
		return nil, errors.New("the file is cut off before its end")
	case err != nil:
		return nil, fmt.Errorf("the file is not JSON: %w", err)
	}
	if !isObject {
		return nil, faults
	}
	s.Contact.tidy()
	return s, errors.Join(faults, s.check())
}

// Decode reads a shop from r without checking more than its fields' kinds. The
// error names each field that is unknown or of another kind.
func Decode(r *json.Reader) (*Shop, error) {
	s := &Shop{}
	d := decoder{Reader: r}
	if !r.Object(func(name string) { d.shop(s, name) }) && r.Err() == nil {
		d.fault("the shop is not an object")
	}
	return s, errors.Join(d.faults...)
}

type decoder struct {
	*json.Reader
	faults []error
}

func (d *decoder) fault(format string, args ...any) {
	d.faults = append(d.faults, fmt.Errorf(format, args...))
}

func (d *decoder) shop(s *Shop, name string) {
	switch name {
	case "cover":
		d.fields(name, map[string]*string{"src": &s.Cover.Src, "alt": &s.Cover.Alt},
			map[string]*int{"width": &s.Cover.Width, "height": &s.Cover.Height})
	case "contact":
		d.fields(name, map[string]*string{
			"email": &s.Contact.Email, "whatsapp": &s.Contact.WhatsApp,
			"address": &s.Contact.Address, "hours": &s.Contact.Hours,
		}, nil)
	case "colors":
		d.fields(name, map[string]*string{"accent": &s.Colors.Accent, "accentDark": &s.Colors.AccentDark}, nil)
	case "orders":
		d.orders(&s.Orders)
	default:
		d.field(name, name, map[string]*string{
			"name": &s.Name, "tagline": &s.Tagline, "description": &s.Description, "language": &s.Language,
			"locale": &s.Locale, "currency": &s.Currency, "baseURL": &s.BaseURL,
		}, nil)
	}
}

// fields reads an object of texts and whole numbers.
func (d *decoder) fields(path string, texts map[string]*string, numbers map[string]*int) {
	d.object(path, func(name string) { d.field(path+"."+name, name, texts, numbers) })
}

func (d *decoder) field(path, name string, texts map[string]*string, numbers map[string]*int) {
	var ok bool
	if text, isText := texts[name]; isText {
		if *text, ok = d.Text(); !ok {
			d.fault("%s must be text", path)
		}
	} else if number, isNumber := numbers[name]; isNumber {
		literal, _ := d.Literal()
		n, err := strconv.Atoi(literal)
		if err != nil {
			d.fault("%s must be a whole number", path)
		}
		*number = n
	} else {
		d.fault("unknown field %q", path)
	}
}
