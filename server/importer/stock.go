package importer

import (
	"fmt"
	"strconv"
	"strings"
)

// units reads how many units are left: nil where the export does not say, none
// where it has sold more than there were. Part of a unit cannot be sold.
func units(text string) (*int, error) {
	if text == "" {
		return nil, nil
	}
	whole, _, _ := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	if err != nil {
		return nil, fmt.Errorf("has the stock %q, which is no number", text)
	}
	return new(max(n, 0)), nil
}
