package site

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"carrito/app/shop"
)

// styleSheet joins the CSS files of a folder into the one sheet a page links
// to: tokens.css first, since it declares the layers, then the rest by name.
// The owner's colours come last.
func styleSheet(folder string, colors shop.Colors) ([]byte, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.css"))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(order(a), order(b)) })
	var b bytes.Buffer
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		b.Write(bytes.TrimSpace(data))
		b.WriteByte('\n')
	}
	if colors.Accent != "" {
		fmt.Fprintf(&b, ":root{--raw-accent:%s}\n", colors.Accent)
	}
	if colors.AccentDark != "" {
		fmt.Fprintf(&b, "@media (prefers-color-scheme:dark){:root{--raw-accent:%s}}\n", colors.AccentDark)
	}
	return b.Bytes(), nil
}

func order(name string) string {
	if filepath.Base(name) == "tokens.css" {
		return ""
	}
	return name
}
