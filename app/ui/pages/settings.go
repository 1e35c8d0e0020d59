package pages

import (
	"errors"
	"strconv"

	"carrito/app/catalog"
	"carrito/app/json"
	"carrito/app/money"
	"carrito/app/shop"
	"carrito/app/text"
	"carrito/app/ui/part"
	"carrito/app/ui/product"
)

// SettingsID is the id of the element that contains the [Settings] of a page.
const SettingsID = "carrito-settings"

// Settings is what the server writes into every page, as JSON, for the browser
// program and boot.js. [ReadSettings] reads it.
type Settings struct {
	Shop      *shop.Shop        `json:"shop"`
	Money     money.Format      `json:"money"`
	Prefix    string            `json:"prefix"`             // path under which the shop lives, without a trailing slash
	Folders   bool              `json:"folders"`            // addresses of pages end in a slash
	Version   string            `json:"version"`            // changes with everything in the shop except its catalogue
	Current   string            `json:"current"`            // address of current.json, with the present version, products and sized
	Products  string            `json:"products,omitempty"` // address of the catalogue; empty in the shell, which learns it from Current
	Program   string            `json:"program"`            // address of the browser program
	Rest      string            `json:"rest,omitempty"`     // address of the program's second module, if it is split
	Icons     string            `json:"icons"`              // address of the icons
	Few       int               `json:"few"`                // largest stock that pages state as a number
	Alerts    string            `json:"alerts,omitempty"`   // see part.Screen
	Sized     catalog.Sized     `json:"sized,omitzero"`
	Own       []string          `json:"own,omitempty"` // addresses of the texts of the owner's pages, and of what is said about categories; start.js reads them
	Texts     string            `json:"texts"`         // address of the sentences; see package text
	Sentences map[string]string `json:"say"`           // sentences of boot.js
}

// Pages returns the pages of a shop with these settings, the given catalogue and the given
// sentences.
func (set Settings) Pages(products *catalog.Catalog, t *text.Text) *Shop {
	set.Shop.Money = set.Money
	s := New(set.Shop, products)
	s.Text = t
	s.Prefix = set.Prefix
	s.Folders = set.Folders
	s.Sized = set.Sized
	s.Alerts = set.Alerts
	part.UseIcons(set.Icons)
	return s
}

// Settings returns the settings of this shop, without the addresses of files
// and the sentences of boot.js.
func (s *Shop) Settings() Settings {
	return Settings{Shop: s.Shop, Money: s.Shop.Money, Prefix: s.Prefix, Folders: s.Folders, Sized: s.Sized, Alerts: s.Alerts, Few: product.LastUnits}
}

// ReadSettings parses the settings of a page, or current.json, which has the
// same form. It ignores what the browser program does not use.
func ReadSettings(text string) (Settings, error) {
	set := Settings{Shop: &shop.Shop{}}
	r := json.NewReader(text)
	isObject := r.Object(func(name string) {
		switch name {
		case "shop":
			set.Shop = shop.Decode(r)
		case "money":
			readMoney(r, &set.Money)
		case "prefix":
			set.Prefix, _ = r.Text()
		case "folders":
			set.Folders, _ = r.Bool()
		case "version":
			set.Version, _ = r.Text()
		case "current":
			set.Current, _ = r.Text()
		case "products":
			set.Products, _ = r.Text()
		case "program":
			set.Program, _ = r.Text()
		case "rest":
			set.Rest, _ = r.Text()
		case "alerts":
			set.Alerts, _ = r.Text()
		case "icons":
			set.Icons, _ = r.Text()
		case "texts":
			set.Texts, _ = r.Text()
		case "sized":
			readSized(r, &set.Sized)
		}
	})
	if err := r.End(); err != nil {
		return Settings{}, err
	}
	if !isObject || set.Products == "" && set.Current == "" {
		return Settings{}, errors.New("the page has no settings")
	}
	return set, nil
}

func readMoney(r *json.Reader, f *money.Format) {
	texts := map[string]*string{
		"code": &f.Code, "prefix": &f.Prefix, "suffix": &f.Suffix,
		"decimal": &f.Decimal, "group": &f.Group, "numbers": &f.Numbers,
	}
	numbers := map[string]*int{"digits": &f.Digits, "first": &f.First, "rest": &f.Rest, "minimum": &f.Minimum}
	r.Object(func(name string) {
		if text, ok := texts[name]; ok {
			*text, _ = r.Text()
		} else if number, ok := numbers[name]; ok {
			literal, _ := r.Literal()
			*number, _ = strconv.Atoi(literal)
		} else if name == "short" {
			f.Short, _ = r.Bool()
		}
	})
}

func readSized(r *json.Reader, sized *catalog.Sized) {
	r.Object(func(name string) {
		switch name {
		case "version":
			sized.Version, _ = r.Text()
		case "unmade":
			r.Array(func(int) {
				src, _ := r.Text()
				sized.Unmade = append(sized.Unmade, src)
			})
		}
	})
}
