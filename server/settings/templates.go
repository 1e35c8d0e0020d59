package settings

import (
	"embed"
	"slices"

	"carrito/app/text"
)

// drafts are the pages that an owner can begin with, in each language. They have nothing
// in them that a lawyer has looked at: what depends on the shop is in brackets.
//
//go:embed templates
var drafts embed.FS

// templateKinds are what pages can be made from.
var templateKinds = []string{"terms", "returns", "privacy", "about", "empty"}

// names of pages in the address, by language and kind.
var templateNames = map[string]map[string]string{
	"es": {"terms": "terminos", "returns": "devoluciones", "privacy": "privacidad", "about": "nosotros"},
	"en": {"terms": "terms", "returns": "returns", "privacy": "privacy", "about": "about"},
	"pt": {"terms": "termos", "returns": "devolucoes", "privacy": "privacidade", "about": "sobre"},
}

// template returns the title, the text and the name of a page to begin with.
func (p *Pages) template(kind string) (title, body, name string) {
	language := text.Known(p.site().Shop.Language)
	if !slices.Contains(templateKinds, kind) {
		return "", "", ""
	}
	content, err := drafts.ReadFile("templates/" + language + "/" + kind + ".md")
	if err != nil {
		return "", "", ""
	}
	title, body = split(string(content))
	return title, body, templateNames[language][kind]
}
