package check

import (
	"fmt"
	"math"
	"regexp"
	"unicode"

	"carrito/app/shop"
)

// guessesPerDay is how many promo codes one graphics card tries in a day: 90,000 a
// second with PBKDF2-SHA256 and 100,000 rounds, as measured with hash crackers. A core
// of a desktop computer tries 45 a second.
const guessesPerDay = 90_000 * 24 * 3600

// shortCodes returns a hint for each promo code that can be guessed within a day from
// the hash that every page carries.
func shortCodes(s *shop.Shop) []string {
	var hints []string
	for _, p := range s.Orders.Promos {
		code := shop.NormalCode(p.Code)
		if n := tries(code); n <= guessesPerDay {
			hints = append(hints, fmt.Sprintf("shop.json: the promo code %s can be guessed within %s, as pages carry a hash of it; ten letters and digits at random, such as %s, cannot",
				p.Code, duration(n), example))
		}
	}
	return hints
}

// example is a promo code that is long enough.
const example = "K7QMX2VRDH"

// listLength is the number of entries in a typical list of words and names, with which
// guessing begins.
const listLength = 500_000

// tries returns the number of codes of the same form, which is how many guesses the
// code withstands. A sequence of letters may be a word from a list; a number after it
// multiplies the guesses. If letters and digits alternate, all codes of the same length
// must be tried.
func tries(code string) float64 {
	if isMixed(code) {
		return math.Pow(36, float64(len(code)))
	}
	tries := 1.0
	for _, part := range parts.FindAllString(code, -1) {
		like := math.Pow(4, float64(len(part))) // other characters, such as -
		switch first := rune(part[0]); {
		case unicode.IsDigit(first):
			like = math.Pow(10, float64(len(part)))
		case unicode.IsLetter(first):
			like = min(math.Pow(26, float64(len(part))), listLength)
		}
		tries *= like
	}
	return tries
}

// parts matches a sequence of letters, of digits or of other characters.
var parts = regexp.MustCompile(`\pL+|[0-9]+|[^\pL0-9]+`)

// isMixed reports whether letters and digits alternate more often than in a word with a
// number.
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

// duration returns how long the given number of tries takes, in words.
func duration(tries float64) string {
	switch seconds := tries * 24 * 3600 / guessesPerDay; {
	case seconds < 60:
		return "a minute"
	case seconds < 3600:
		return "an hour"
	default:
		return "a day"
	}
}
