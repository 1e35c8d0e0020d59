package check

import (
	"fmt"
	"math"
	"regexp"
	"unicode"

	"carrito/app/shop"
)

// guesses is how many promo codes a day one graphics card tries: 90,000 a second
// of PBKDF2-SHA256 in 100,000 rounds, as hash crackers measure. A core of a desk
// computer tries 45 a second.
const guesses = 90_000 * 24 * 3600

// shortCodes names the promo codes that can be guessed within a day from what every
// page carries in their place.
func shortCodes(s *shop.Shop) []string {
	var hints []string
	for _, p := range s.Orders.Promos {
		code := shop.NormalCode(p.Code)
		if tries := tries(code); tries <= guesses {
			hints = append(hints, fmt.Sprintf("shop.json: the promo code %s can be guessed within %s, as pages carry a hash of it; ten letters and digits at random, such as %s, cannot",
				p.Code, duration(tries), example))
		}
	}
	return hints
}

// example is a code that is long enough.
const example = "K7QMX2VRDH"

// words is how many words, names and such a list has that guesses begin with.
const words = 500_000

// tries returns how many codes are like this one. Letters in a row may be a word
// from a list; a number behind it adds its digits. A code in which letters and
// digits mix is one of all that are as long.
func tries(code string) float64 {
	if isMixed(code) {
		return math.Pow(36, float64(len(code)))
	}
	tries := 1.0
	for _, part := range parts.FindAllString(code, -1) {
		like := math.Pow(4, float64(len(part))) // signs, such as -
		switch first := rune(part[0]); {
		case unicode.IsDigit(first):
			like = math.Pow(10, float64(len(part)))
		case unicode.IsLetter(first):
			like = min(math.Pow(26, float64(len(part))), words)
		}
		tries *= like
	}
	return tries
}

// parts are letters, digits or signs in a row.
var parts = regexp.MustCompile(`\pL+|[0-9]+|[^\pL0-9]+`)

// isMixed reports whether letters and digits change places more often than in a
// word with a number.
func isMixed(code string) bool {
	changes := 0
	var before rune
	for i, r := range code {
		if i > 0 && unicode.IsDigit(r) != unicode.IsDigit(before) {
			changes++
		}
		before = r
	}
	return changes > 2
}

// duration says how long so many tries take.
func duration(tries float64) string {
	switch seconds := tries * 24 * 3600 / guesses; {
	case seconds < 60:
		return "a minute"
	case seconds < 3600:
		return "an hour"
	default:
		return "a day"
	}
}
