package picture_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/server/picture"
)

const open = `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="5">`

func TestCleanSVG(t *testing.T) {
	for _, test := range []struct{ name, drawing, want, removed string }{
		{"harmless", `<path d="M0 0h1" fill="url(#a)"/><use href="#a"/>`, `<path d="M0 0h1" fill="url(#a)"/><use href="#a"/>`, ""},
		{"script", `<script>alert(1)</script><g/>`, `<g></g>`, "<script>"},
		{"script of a prefix", `<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>`, ``, "<svg:script>"},
		{"script elsewhere", `<script href="/web/a.js"/>`, ``, "<script>"},
		{"handler", `<g onload="alert(1)" ONCLICK="x" id="a"/>`, `<g id="a"></g>`, "ONCLICK onload"},
		{"link", `<a href="javascript:alert(1)"><g/></a>`, ``, "<a>"},
		{"use of another file", `<use href="https://other.example/a.svg#b"/>`, `<use></use>`, "href"},
		{"use of data", `<use xlink:href="data:image/svg+xml;base64,AAAA" xmlns:xlink="http://www.w3.org/1999/xlink"/>`,
			`<use xmlns:xlink="http://www.w3.org/1999/xlink"></use>`, "xlink:href"},
		{"embedded picture", `<image href="data:image/png;base64,AAAA"/>`, `<image href="data:image/png;base64,AAAA"/>`, ""},
		{"other document", `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script/></body></foreignObject>`, ``, "<foreignObject>"},
		{"other namespace", `<g xmlns="http://www.w3.org/1999/xhtml"/>`, `<g></g>`, "xmlns"},
		{"animated link", `<animate attributeName="href" to="javascript:alert(1)"/>`, ``, "<animate>"},
		{"animation", `<animate attributeName="x" to="1"/>`, `<animate attributeName="x" to="1"/>`, ""},
		{"style", `<style>.a{fill:url(#b)}</style>`, `<style>.a{fill:url(#b)}</style>`, ""},
		{"style that fetches", `<style>@import "https://other.example/a.css"</style>`, `<style></style>`, "the text of <style>"},
		{"hidden address", `<g style="fill:u\72l(https://other.example/a)"/>`, `<g></g>`, "style"},
		{"metadata", `<metadata>12 deg 3 min S</metadata>`, ``, "<metadata>"},
		{"name of a file", `<g inkscape:export-filename="/home/ana/a.png"/>`, `<g></g>`, "inkscape:export-filename"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, removed, err := picture.CleanSVG([]byte(open + test.drawing + "</svg>"))
			if want := open + test.want + "</svg>"; err != nil || string(got) != want || strings.Join(removed, " ") != test.removed {
				t.Errorf("got %s without %q, %v, want %s without %q", got, removed, err, want, test.removed)
			}
		})
	}
}

func TestCleanSVGRefuses(t *testing.T) {
	for _, drawing := range []string{"", "text", "<html/>", "<svg>", "<svg/><svg/>", open + "<g></svg>", open + "</g></svg>",
		`<!DOCTYPE svg [<!ENTITY x "<script/>">]>` + open + "&x;</svg>", `<?xml version="1.0" encoding="UTF-16"?>` + open + "</svg>"} {
		if got, _, err := picture.CleanSVG([]byte(drawing)); err == nil {
			t.Errorf("%q: got %s, want an error", drawing, got)
		}
	}
}

// The drawings of the demo stay unchanged, byte for byte.
func TestCleanSVGLeavesTheDemo(t *testing.T) {
	names, err := filepath.Glob("../../web/images/*.svg")
	if err != nil || len(names) < 100 {
		t.Fatalf("got %d drawings, %v, want those of the demo", len(names), err)
	}
	for _, name := range append(names, "../../web/icons.svg") {
		drawing, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, removed, err := picture.CleanSVG(drawing); err != nil || !bytes.Equal(got, drawing) {
			t.Errorf("%s: got it without %q, %v, want it unchanged", name, removed, err)
		}
	}
}

// The result contains no scripts or event handlers, and cleaning it again changes
// nothing.
func FuzzCleanSVG(f *testing.F) {
	f.Add([]byte(open + `<script>a</script><g onload="b"><a href="c">d</a></g><style>e</style></svg>`))
	f.Add([]byte(`<!DOCTYPE svg>` + open + `<![CDATA[a]]><!-- b --><use xlink:href="#c"/></svg>`))
	f.Fuzz(func(t *testing.T, drawing []byte) {
		got, _, err := picture.CleanSVG(drawing)
		if err != nil {
			return
		}
		for d := xml.NewDecoder(bytes.NewReader(got)); ; {
			token, err := d.RawToken()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("got %q, which is not XML: %v", got, err)
			}
			if e, ok := token.(xml.StartElement); ok {
				if strings.EqualFold(e.Name.Local, "script") || slices.ContainsFunc(e.Attr, func(a xml.Attr) bool {
					return strings.HasPrefix(strings.ToLower(a.Name.Local), "on")
				}) {
					t.Fatalf("got %q, want no script", got)
				}
			}
		}
		if again, removed, err := picture.CleanSVG(got); err != nil || len(removed) > 0 || !bytes.Equal(again, got) {
			t.Errorf("cleaning again: got %q without %q, %v, want %q", again, removed, err, got)
		}
	})
}
