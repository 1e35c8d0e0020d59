package site

import (
	"bytes"
	"encoding/json"
	"html/template"

	"carrito/app/ui/pages"
	"carrito/app/ui/part"
	"carrito/server/card"
)

// head is everything before the body's content. html/template escapes each
// value for its context.
//
// The style sheet is inline: as a file of its own it would arrive a round trip
// later and delay the first paint. The page also preloads the texts and the
// catalogue. A preload must match the later fetch in mode, credentials and
// address, or the browser downloads the file twice. boot.js requests the
// program once the pictures in view have loaded. The script of the Go release
// loads before all pictures. The first paint waits for boot.js at the end of
// the page: a page that is painted before it is complete moves when the rest
// arrives, and again when boot.js counts the cart.
var head = template.Must(template.New("head").Parse(`<!doctype html>
<html lang="{{.Language}}"><head><meta charset="utf-8">
{{with .Policy}}<meta http-equiv="Content-Security-Policy" content="{{.}}">
{{end}}<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<style>{{.Styles}}</style>
{{if .End}}<link rel="expect" href="#{{.End}}" blocking="render">
{{end}}<link rel="preload" href="{{.Prefix}}{{.Texts}}" as="fetch" crossorigin fetchpriority="low">
{{if .Catalog}}<link rel="preload" href="{{.Prefix}}{{.Products}}" as="fetch" crossorigin fetchpriority="low">
{{end}}<title>{{.Title}}</title>
<meta name="description" content="{{.Description}}">
{{if .Hidden}}<meta name="robots" content="noindex">
{{else if .Canonical}}<link rel="canonical" href="{{.Canonical}}">
{{end}}<meta property="og:title" content="{{.Title}}">
<meta property="og:description" content="{{.Description}}">
<meta property="og:type" content="{{.Kind}}">
<meta property="og:site_name" content="{{.ShopName}}">
{{if .Canonical}}<meta property="og:url" content="{{.Canonical}}">
{{end}}{{if .Image}}<meta property="og:image" content="{{.Image}}">
<meta name="twitter:card" content="summary_large_image">
{{end}}{{if .ImageWidth}}<meta property="og:image:width" content="{{.ImageWidth}}">
<meta property="og:image:height" content="{{.ImageHeight}}">
{{end}}{{if .ImageAlt}}<meta property="og:image:alt" content="{{.ImageAlt}}">
{{end}}<meta name="theme-color" content="` + lightPaper + `" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="` + darkPaper + `" media="(prefers-color-scheme: dark)">
<meta name="color-scheme" content="light dark">
<link rel="manifest" href="{{.Prefix}}` + ManifestFile + `">
<link rel="icon" href="{{.Prefix}}/web/images/icono.svg" type="image/svg+xml">
<script id="` + pages.SettingsID + `" type="application/json">{{.Settings}}</script>
{{if .Here}}<script id="` + pages.HereID + `" type="application/json">{{.Here}}</script>
{{end}}<script src="{{.Prefix}}{{.GoScript}}" defer fetchpriority="high"></script>
{{range .Data}}<script type="application/ld+json">{{.}}</script>
{{end}}</head><body>`))

type headData struct {
	Language, Title, Description string
	Canonical, Kind, ShopName    string
	Image, ImageAlt              string
	ImageWidth, ImageHeight      int // in pixels; 0 if unknown
	Prefix                       string
	Products, Texts, GoScript    string // addresses of files, without the prefix
	End                          string // id of the element after boot.js; empty without boot.js
	Policy                       string // content security policy, if no header carries it
	Hidden                       bool   // search engines must not list the page
	Styles                       template.CSS
	Catalog                      bool // whether the page uses the catalogue, as all pages but the shell do
	Settings                     template.JS
	Here                         template.JS // what the page shows of a catalogue in parts
	Data                         []template.JS
}

func (s *Site) writeHead(b *bytes.Buffer, store *pages.Shop, page part.Page, about *about) error {
	data := headData{
		Language: s.Shop.Language, Title: store.DocumentTitle(page), Description: store.DocumentDescription(page),
		Kind: "website", ShopName: s.Shop.Name, Prefix: store.Prefix,
		Products: s.catalogFile(), Texts: s.file(TextsFile), GoScript: s.file(GoScriptFile),
		Catalog: page.Status != 0,
		Hidden:  page.Canonical == "", ImageAlt: page.Image.Alt,
		// The settings are JSON by encoding/json, which escapes <, > and &. styleSheet
		// refuses a style sheet that contains </style.
		Settings: template.JS(s.settings), Styles: template.CSS(s.styles),
	}
	if len(s.boot) > 0 {
		data.End = endID
	}
	if s.static {
		data.Policy = s.policy
	}
	if page.Product != nil {
		data.Kind = "product"
	}
	// Search engines take only an absolute address as canonical (RFC 6596).
	if page.Canonical != "" && s.Shop.BaseURL != "" {
		data.Canonical = store.Full(page.Canonical)
	}
	if page.Image.Src != "" {
		data.Image, data.ImageWidth, data.ImageHeight = store.File(page.Image.Src), page.Image.Width, page.Image.Height
	}
	if page.Product != nil {
		if c, _, at, ok := s.cardOf(store, page.Product); ok {
			data.Image, data.ImageWidth, data.ImageHeight = store.File(at), card.Width, card.Height
			data.ImageAlt = c.Name + ", " + c.Price
		}
	}
	if s.inParts() && page.Here.At != "" {
		here, err := s.here(page.Here)
		if err != nil {
			return err
		}
		data.Here = template.JS(here)
	}
	for _, object := range s.structuredData(store, page, about) {
		text, err := json.Marshal(object)
		if err != nil {
			return err
		}
		data.Data = append(data.Data, template.JS(text))
	}
	return head.Execute(b, data)
}
