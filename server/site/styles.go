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

// basics are the files of the style sheet that belong to no page: the meaning
// of colours and sizes, the default look of elements, and buttons.
var basics = []string{"tokens.css", "base.css", "button.css"}

// styleSheet joins the CSS files of a folder into the style sheet that stands
// in every page. tokens.css comes first, since it declares the layers; the
// other files follow by name, and the owner's colours come last. If only is not
// empty, the sheet has only those files. [aboutStyles] is left out where it is not needed.
func styleSheet(folder string, s *shop.Shop, only ...string) ([]byte, error) {
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
		if base == aboutStyles && len(s.Categories) == 0 {
			continue
		}
		if strings.HasPrefix(base, ".") {
			continue // hidden; some systems and editors leave such files
		}
		data, err := regular.Read(name, regular.Text)
		if err != nil {
			return nil, err
		}
		b.Write(bytes.TrimSpace(data))
		b.WriteByte('\n')
	}
	if s.Colors.Accent != "" {
		fmt.Fprintf(&b, ":root{--raw-accent:%s}\n", s.Colors.Accent)
	}
	if s.Colors.AccentDark != "" {
		fmt.Fprintf(&b, "@media (prefers-color-scheme:dark){:root{--raw-accent:%s}}\n", s.Colors.AccentDark)
	}
	sheet := asset.Styles(b.Bytes())
	// HTML standard, 4.2.6: an inline style sheet does not contain its end tag.
	if bytes.Contains(bytes.ToLower(sheet), []byte("</style")) {
		return nil, fmt.Errorf("%s cannot be part of a page: it contains </style", folder)
	}
	return sheet, nil
}

func sortKey(name string) string {
	if filepath.Base(name) == "tokens.css" {
		return ""
	}
	return name
}
