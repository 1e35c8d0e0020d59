// Package safelog makes logs and messages safe for an owner's terminal. It
// hides passwords, and escapes characters that a terminal acts on.
//
// [New] returns such a logger. [Secrets] are the texts that it hides, and
// [Secrets.HideError] hides them in an error.
package safelog

import (
	"net/url"
	"os"
	"slices"
	"strings"
)

// hidden replaces a secret.
const hidden = "…"

// Secrets are texts to hide.
type Secrets []string

const (
	minLength = 4 // bytes; a shorter secret also occurs within words, so it is hidden only between : and @
	minToken  = 8 // bytes; a shorter part of a webhook's address is hidden only together with the rest
)

// Environment returns the secrets in the environment of a process, and in the
// addresses among its arguments.
func Environment(getenv func(string) string, args []string) Secrets {
	s := Password(getenv("CARRITO_DATABASE"))
	s = append(s, Password(getenv("CARRITO_SMTP"))...)
	s = append(s, Webhook(getenv("CARRITO_WEBHOOK"))...)
	s = append(s, afterHost(getenv("CARRITO_IMPORT"))...)
	s = append(s, strings.TrimPrefix(getenv("CARRITO_WEBHOOK_SECRET"), "whsec_"))
	s = append(s, getenv("CARRITO_MERCADOPAGO_TOKEN"), getenv("CARRITO_MERCADOPAGO_SECRET"))
	s = append(s, getenv("CARRITO_STRIPE_KEY"), strings.TrimPrefix(getenv("CARRITO_STRIPE_SECRET"), "whsec_"))
	for _, arg := range args {
		s = append(s, Password(arg)...)
	}
	return s
}

// Process returns the secrets of this process.
func Process() Secrets { return Environment(os.Getenv, os.Args) }

// Password returns the passwords in an address such as
// postgres://user:password@host/name?sslpassword=x, each as written and
// decoded. The address need not be a valid URL.
func Password(address string) Secrets {
	var s Secrets
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		rest = address
	}
	if at := strings.LastIndexByte(rest, '@'); ok && at >= 0 {
		_, password, _ := strings.Cut(rest[:at], ":")
		s = s.with(password)
	}
	for _, part := range strings.FieldsFunc(rest, func(c rune) bool { return c == '?' || c == '&' || c == ' ' }) {
		if name, value, ok := strings.Cut(part, "="); ok && strings.HasSuffix(strings.ToLower(name), "password") {
			s = s.with(strings.Trim(value, "'"))
		}
	}
	return s
}

// Webhook returns the secret part of a webhook's address: everything after its
// host.
func Webhook(address string) Secrets {
	s := Password(address)
	for _, rest := range afterHost(address) {
		s = s.with(rest)
		for _, part := range strings.FieldsFunc(rest, func(c rune) bool { return strings.ContainsRune("/?#&=", c) }) {
			if len(part) >= minToken {
				s = s.with(part)
			}
		}
	}
	return s
}

// afterHost returns everything after the host of an address, if there is anything.
func afterHost(address string) Secrets {
	_, rest, _ := strings.Cut(address, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 && len(rest[i:]) > 1 {
		return Secrets{rest[i:]}
	}
	return nil
}

// with adds a secret, as written and decoded.
func (s Secrets) with(secret string) Secrets {
	s = append(s, secret)
	if plain, err := url.PathUnescape(secret); err == nil {
		s = append(s, plain)
	}
	return s
}

// Hide replaces every secret in a text by ….
func (s Secrets) Hide(text string) string {
	longest := slices.SortedFunc(slices.Values(s), func(a, b string) int { return len(b) - len(a) })
	for _, secret := range longest {
		switch {
		case secret == "":
		case len(secret) < minLength:
			text = strings.ReplaceAll(text, ":"+secret+"@", ":"+hidden+"@")
		default:
			text = strings.ReplaceAll(text, secret, hidden)
		}
	}
	return text
}

// HideError replaces every secret in the text of an error by …. The result
// wraps err.
func (s Secrets) HideError(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if hidden := s.Hide(text); hidden != text {
		return hiddenError{err, hidden}
	}
	return err
}

type hiddenError struct {
	error
	text string
}

func (e hiddenError) Error() string { return e.text }
func (e hiddenError) Unwrap() error { return e.error }

// Address is an address whose password is hidden in the usage of flags. It
// implements [flag.Value].
type Address string

// String returns the address with … instead of its password.
func (a *Address) String() string { return Password(string(*a)).Hide(string(*a)) }

// Set sets the address.
func (a *Address) Set(text string) error {
	*a = Address(text)
	return nil
}
