package site

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestManifest(t *testing.T) {
	for language, want := range map[string][]string{"es": {"Carrito", "Buscar"}, "en": {"Cart", "Search"}} {
		s := load(t, strings.Replace(plainShop, `"es"`, `"`+language+`"`, 1), gorra)
		var m webAppManifest
		if err := json.Unmarshal([]byte(fixed(t, s, ManifestFile)), &m); err != nil {
			t.Fatal(err)
		}
		if m.Name != "Tienda" || m.Description != "De todo." || m.Lang != "es-PE" || m.ID != "/" || m.Scope != "/" || m.StartURL != "/" || m.Display != "standalone" {
			t.Errorf("got %+v, want the values of shop.json", m)
		}
		if len(m.Icons)+len(m.Screenshots) > 0 {
			t.Errorf("got %v and %v, want no pictures, because the folder has none", m.Icons, m.Screenshots)
		}
		for i, name := range want {
			if m.Shortcuts[i].Name != name || document(t, s, m.Shortcuts[i].URL).Status != 200 {
				t.Errorf("shortcut %d: got %+v, want %s with a page behind it", i, m.Shortcuts[i], name)
			}
		}
	}
}

// The demo shop has an icon for every purpose and size, and screenshots of both
// form factors.
func TestManifestPictures(t *testing.T) {
	s := demo(t)
	var m webAppManifest
	if err := json.Unmarshal([]byte(fixed(t, s, ManifestFile)), &m); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, icon := range m.Icons {
		found[icon.Purpose+" "+icon.Sizes+" "+icon.Type] = true
	}
	for _, purpose := range []string{"any", "maskable", "monochrome"} {
		for _, form := range []string{"any image/svg+xml", "192x192 image/png", "512x512 image/png"} {
			if !found[purpose+" "+form] {
				t.Errorf("got no icon %s %s, want one", purpose, form)
			}
		}
	}
	forms := map[string]int{}
	for _, shot := range m.Screenshots {
		forms[shot.FormFactor]++
	}
	if forms["narrow"] != 2 || forms["wide"] != 1 {
		t.Errorf("screenshots: got %v, want two narrow and one wide", forms)
	}
	for _, shortcut := range m.Shortcuts {
		if len(shortcut.Icons) != 2 {
			t.Errorf("%s: got %d icons, want an SVG and a PNG", shortcut.Name, len(shortcut.Icons))
		}
	}
	tokens, ok := colours(t)
	if !ok || m.Theme != tokens[0] || m.Dark.Theme != tokens[1] || m.Background != tokens[0] {
		t.Errorf("colours: got %s and %s, want the paper colours of tokens.css, %v", m.Theme, m.Dark.Theme, tokens)
	}
}

// colours returns the paper colours of tokens.css, for light and dark mode.
func colours(t *testing.T) ([]string, bool) {
	t.Helper()
	var papers []string
	for _, line := range strings.Split(string(readFile(t, css+"/tokens.css")), "\n") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "--raw-paper: "); ok {
			papers = append(papers, strings.TrimSuffix(value, ";"))
		}
	}
	return papers, len(papers) == 2
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
