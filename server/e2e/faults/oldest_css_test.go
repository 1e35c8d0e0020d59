package faults_test

import (
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/site"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// cssFeatures records the features that the served style sheet uses: at-rules, media
// features, properties and their keywords, selectors, functions and units.
func cssFeatures(t *testing.T, data compat, used map[string]bool) {
	t.Helper()
	loaded, err := site.Load(site.Files{Shop: browsertest.Web + "/shop.json", Products: browsertest.Web + "/products.json", Web: browsertest.Web})
	if err != nil {
		t.Fatal(err)
	}
	note := func(key string) bool {
		_, ok := data.feature(key)
		if ok {
			used[key] = true
		}
		return ok
	}
	p := css.NewParser(parse.NewInputBytes(loaded.Styles()), false)
	for {
		grammar, _, name := p.Next()
		switch grammar {
		case css.ErrorGrammar:
			return
		case css.BeginAtRuleGrammar, css.AtRuleGrammar:
			rule := strings.TrimPrefix(string(name), "@")
			note("css.at-rules." + rule)
			for _, v := range p.Values() {
				if v.TokenType == css.IdentToken && rule == "media" {
					note("css.at-rules." + rule + "." + strings.TrimPrefix(strings.TrimPrefix(string(v.Data), "max-"), "min-"))
				}
			}
		case css.BeginRulesetGrammar, css.QualifiedRuleGrammar:
			selectorFeatures(t, note, p.Values())
		case css.DeclarationGrammar:
			if !note("css.properties."+string(name)) && name[0] != '-' { // a prefixed name is for one engine only
				t.Errorf("browser-compat-data has no property %s", name)
			}
			for _, v := range p.Values() {
				valueFeatures(t, note, string(name), v)
			}
		}
	}
}

// selectorFeatures records the pseudo-classes and pseudo-elements of a selector.
func selectorFeatures(t *testing.T, note func(string) bool, tokens []css.Token) {
	t.Helper()
	for i, token := range tokens {
		if i == 0 || tokens[i-1].TokenType != css.ColonToken || token.TokenType == css.ColonToken {
			continue
		}
		name := strings.TrimSuffix(string(token.Data), "(")
		if !strings.HasPrefix(name, "-webkit-") && !note("css.selectors."+name) { // a prefixed name is for one engine only
			t.Errorf("browser-compat-data has no selector :%s", name)
		}
	}
}

// unitsOf maps units to their keys in browser-compat-data. functionsOf does so for the
// functions whose keys do not follow from their names.
var (
	unitsOf = map[string]string{
		"dvh": "css.types.length.viewport_percentage_units_dynamic", "vh": "css.types.length.vh", "vw": "css.types.length.vw", "ch": "css.types.length.ch",
		"rem": "css.types.length.rem", "em": "css.types.length.em", "fr": "css.types.flex",
	}
	functionsOf = map[string]string{
		"rgb": "css.types.color.rgb", "rgba": "css.types.color.rgb", "linear-gradient": "css.types.gradient.linear-gradient",
		"translatey": "css.types.transform-function.translateY", "brightness": "css.types.filter-function.brightness",
		"inset": "css.types.basic-shape.inset", "minmax": "css.properties.grid-template-columns.minmax",
		"repeat": "css.properties.grid-template-columns.repeat",
	}
)

// valueFeatures records the features in a value of a property.
func valueFeatures(t *testing.T, note func(string) bool, property string, token css.Token) {
	t.Helper()
	text := strings.ToLower(string(token.Data))
	switch token.TokenType {
	case css.IdentToken:
		note("css.properties." + property + "." + text)
		note("css.properties." + property + "." + strings.ReplaceAll(text, "-", "_"))
	case css.FunctionToken:
		name := strings.TrimSuffix(text, "(")
		if key := functionsOf[name]; key != "" {
			name = key
		} else {
			name = "css.types." + name
		}
		if !note(name) {
			t.Errorf("browser-compat-data has no function %s", text)
		}
	case css.DimensionToken:
		unit := strings.TrimLeft(text, "+-.0123456789")
		if key := unitsOf[unit]; key != "" && !note(key) {
			t.Errorf("browser-compat-data has no unit %s", unit)
		} else if key == "" && unit != "px" && unit != "s" && unit != "ms" && unit != "%" {
			t.Errorf("got unit %s, want its key in unitsOf", unit)
		}
	}
}
