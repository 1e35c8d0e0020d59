package site

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"carrito/app/shop"
	"carrito/server/asset"
	"carrito/server/regular"
)

// basics are the files of the style sheet that are of no page: what colours and
// sizes mean, what every element is before it is part of anything, and buttons.
var basics = []string{"tokens.css", "base.css", "button.css"}

// styleSheet joins the CSS files of a folder into the one sheet that stands in
// every page: tokens.css first, since it declares the layers, then the rest by
// name. The owner's colours come last. With names it has only those.
func styleSheet(folder string, colors shop.Colors, only ...string) ([]byte, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.css"))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(sortKey(a), sortKey(b)) })
	var b bytes.Buffer
	for _, name := range names {
		base := filepath.Base(name)
		if len(only) > 0 && !slices.Contains(only, base) {
			continue
		}
		if strings.HasPrefix(base, ".") {
			continue // hidden, as some systems and editors leave them beside a file
		}
		data, err := regular.Read(name, regular.Text)
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
	sheet := asset.Styles(b.Bytes())
	// HTML standard, 4.2.6: it may not stand in a style sheet within a page.
	if bytes.Contains(bytes.ToLower(sheet), []byte("</style")) {
		return nil, fmt.Errorf("%s cannot stand in a page: there is </style in it", folder)
	}
	return sheet, nil
}

func sortKey(name string) string {
	if filepath.Base(name) == "tokens.css" {
		return ""
	}
	return name
}
