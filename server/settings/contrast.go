package settings

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
)

// palette are the colours that stand on the shop's colour and around it.
type palette struct{ OnAccent, Paper string }

// token is a colour in tokens.css.
var token = regexp.MustCompile(`--raw-(accent|on-accent|paper):\s*(#[0-9a-fA-F]{6})`)

// palettes returns the colours of the light and of the dark scheme, from tokens.css, and
// what the shop's colour is if shop.json has none.
func palettes(web string) (schemes [2]palette, accents [2]string) {
	text, _ := os.ReadFile(filepath.Join(web, "css", "tokens.css"))
	seen := map[string]int{}
	for _, found := range token.FindAllStringSubmatch(string(text), -1) {
		n := min(seen[found[1]], 1)
		switch seen[found[1]]++; found[1] {
		case "accent":
			accents[n] = found[2]
		case "on-accent":
			schemes[n].OnAccent = found[2]
		default:
			schemes[n].Paper = found[2]
		}
	}
	return schemes, accents
}

// contrast returns the contrast of two colours such as #0b6e4f (WCAG 2.2), from 1 to 21,
// or 0 if one of them is none.
func contrast(a, b string) float64 {
	la, ok := luminance(a)
	lb, fine := luminance(b)
	if !ok || !fine {
		return 0
	}
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(color string) (float64, bool) {
	if len(color) != 7 || color[0] != '#' {
		return 0, false
	}
	n, err := strconv.ParseUint(color[1:], 16, 32)
	if err != nil {
		return 0, false
	}
	linear := func(c uint64) float64 {
		v := float64(c&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n>>16) + 0.7152*linear(n>>8) + 0.0722*linear(n), true
}

// enough is the contrast that text needs (WCAG 2.2, 1.4.3).
const enough = 4.5

// ratio returns a contrast for people, rounded down, so that what is too low never looks
// like enough.
func ratio(c float64) string { return fmt.Sprintf("%.1f", math.Floor(c*10)/10) }
