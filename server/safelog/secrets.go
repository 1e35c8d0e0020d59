// Package safelog writes what an owner reads in logs and on a terminal: without
// passwords, and without characters that a terminal acts on.
//
// [New] returns such a logger. [Secrets] are what it leaves out, and
// [Secrets.HideError] leaves it out of an error.
package safelog

import (
	"net/url"
	"os"
	"slices"
	"strings"
)

// hidden stands for a secret.
const hidden = "…"

// Secrets are texts that nobody is shown.
type Secrets []string

const (
	shortest = 4 // bytes of a secret that is found wherever it stands; a shorter one is part of words, too
	token    = 8 // bytes of a part of an address that is worth hiding by itself
)

// Environment returns the secrets in the variables of a process, and in the
// addresses among its arguments.
func Environment(getenv func(string) string, args []string) Secrets {
	s := Password(getenv("CARRITO_DATABASE"))
	s = append(s, Password(getenv("CARRITO_SMTP"))...)
	s = append(s, Webhook(getenv("CARRITO_WEBHOOK"))...)
	s = append(s, strings.TrimPrefix(getenv("CARRITO_WEBHOOK_SECRET"), "whsec_"))
	for _, arg := range args {
		s = append(s, Password(arg)...)
	}
	return s
}

// Process returns the secrets of this process.
func Process() Secrets { return Environment(os.Getenv, os.Args) }

// Password returns the passwords in an address such as
// postgres://user:password@host/name?sslpassword=x, each as it stands there and
// decoded. It takes addresses that are no proper URL as well.
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

// Webhook returns what is secret of the address of a webhook: everything behind
// its host.
func Webhook(address string) Secrets {
	s := Password(address)
	_, rest, _ := strings.Cut(address, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 && len(rest[i:]) > 1 {
		s = s.with(rest[i:])
		for _, part := range strings.FieldsFunc(rest[i:], func(c rune) bool { return strings.ContainsRune("/?#&=", c) }) {
			if len(part) >= token {
				s = s.with(part)
			}
		}
	}
	return s
}

// with adds a secret, and what it says once it is decoded.
func (s Secrets) with(secret string) Secrets {
	s = append(s, secret)
	if plain, err := url.PathUnescape(secret); err == nil {
		s = append(s, plain)
	}
	return s
}

// Hide returns a text with … for every secret in it.
func (s Secrets) Hide(text string) string {
	longest := slices.SortedFunc(slices.Values(s), func(a, b string) int { return len(b) - len(a) })
	for _, secret := range longest {
		switch {
		case secret == "":
		case len(secret) < shortest:
			text = strings.ReplaceAll(text, ":"+secret+"@", ":"+hidden+"@")
		default:
			text = strings.ReplaceAll(text, secret, hidden)
		}
	}
	return text
}

// HideError returns an error that says … for every secret. It is the same error
// to [errors.Is] and [errors.As].
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

// Address is an address whose password is not shown, a [flag.Value].
type Address string

// String returns the address with … for its password.
func (a *Address) String() string { return Password(string(*a)).Hide(string(*a)) }

// Set sets the address.
func (a *Address) Set(text string) error {
	*a = Address(text)
	return nil
}
