package pay

import (
	"strings"

	"carrito/app/money"
)

// Values are what a template of a link may contain.
type Values struct {
	Amount   money.Amount // {amount}
	Currency string       // {currency}, as in ISO 4217
	Order    string       // {order}, the number that the shopper knows
	Email    string       // {email}, of the shopper; may be empty
}

// value returns the value of the placeholder with a name, or false if there is no such
// placeholder.
func (v Values) value(name string) (string, bool) {
	switch name {
	case "amount":
		return v.Amount.String(), true
	case "currency":
		return v.Currency, true
	case "order":
		return v.Order, true
	case "email":
		return v.Email, true
	}
	return "", false
}

// Link replaces the placeholders of a template, such as
// https://pay.example/shop/{amount}{currency}?ref={order}. It escapes every character of
// a value but the unreserved ones of RFC 3986, so that a value stays one segment of the
// path and one value of the query.
func Link(template string, v Values) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(template, "{")
		name, after, closed := strings.Cut(rest, "}")
		value, known := v.value(name)
		b.WriteString(before)
		switch {
		case !open:
			return b.String()
		case closed && known:
			b.WriteString(escape(value))
			template = after
		default:
			b.WriteByte('{')
			template = rest
		}
	}
}

// escape escapes all bytes of s but those of unreserved characters (RFC 3986, 2.3).
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if digit(c) || letter(c) || c == '-' || c == '.' || c == '_' || c == '~' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

// CheckLink checks a template for [Link]: an absolute address that begins with https://,
// whose host is written out, and which has no placeholders but those of [Values].
func CheckLink(template string) error {
	const scheme = "https://"
	if len(template) < len(scheme) || !strings.EqualFold(template[:len(scheme)], scheme) {
		return problem("does not begin with https://")
	}
	for _, r := range template {
		if r <= ' ' || r == 0x7f || r == '\u00a0' || strings.ContainsRune("\"<>\\^`|", r) {
			return problem("has a space or a character that no address may contain, and that must be percent-encoded")
		}
	}
	rest := template[len(scheme):]
	host := rest
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		host = rest[:end]
	}
	if err := checkHost(host); err != nil {
		return err
	}
	return checkPlaceholders(rest[len(host):])
}

func checkHost(host string) error {
	if strings.ContainsAny(host, "{}") {
		return problem("has a placeholder in the host, which must be written out")
	}
	if strings.Contains(host, "@") {
		return problem("has a user name before the host")
	}
	name, port, colon := strings.Cut(host, ":")
	if name == "" {
		return problem("has no host")
	}
	plain := strings.NewReplacer(".", "", "-", "").Replace(name)
	if plain == "" || alphanumeric(plain, len(plain)) != plain || colon && (port == "" || !digits(port)) {
		return problem("has a host of other characters than letters, digits, dots and hyphens")
	}
	return nil
}

func checkPlaceholders(text string) error {
	for {
		before, rest, open := strings.Cut(text, "{")
		if strings.Contains(before, "}") {
			return problem("has a } without a {")
		}
		if !open {
			return nil
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || strings.Contains(name, "{") {
			return problem("has a { without a }")
		}
		if _, known := (Values{}).value(name); !known {
			return problem("has the unknown placeholder {" + name + "}; there are {amount}, {currency}, {order} and {email}")
		}
		text = after
	}
}
