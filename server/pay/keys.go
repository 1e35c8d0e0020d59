package pay

import (
	"errors"
	"fmt"
	"runtime"
	"strings"

	"carrito/server/regular"
)

// The environment variables that hold the keys. They are secrets, and no file under
// web/ has them.
const (
	MercadoPagoTokenVariable  = "CARRITO_MERCADOPAGO_TOKEN"  // the access token, APP_USR-…
	MercadoPagoSecretVariable = "CARRITO_MERCADOPAGO_SECRET" // the secret of the webhooks
	StripeKeyVariable         = "CARRITO_STRIPE_KEY"         // the secret or restricted key, sk_… or rk_…
	StripeSecretVariable      = "CARRITO_STRIPE_SECRET"      // the secret of the webhooks, whsec_…
)

// FileVariable names the environment variable with the path of a file that holds
// the keys instead, in lines such as CARRITO_STRIPE_KEY=sk_live_…. Only its owner
// may read the file, which is not checked on Windows, whose modes do not tell. A variable in the environment counts before the file.
const FileVariable = "CARRITO_PAY_KEYS"

// Keys are the owner's keys for the providers. One that is not set is empty.
type Keys struct {
	MercadoPagoToken, MercadoPagoSecret Secret
	StripeKey, StripeSecret             Secret
}

const (
	maxKey  = 512      // bytes of a key; those of today have about 110
	maxFile = 64 << 10 // bytes of the file
)

// FromEnvironment reads the keys with getenv, such as [os.Getenv], and from the file
// that the environment names. The error names every faulty variable and line, and no
// values.
func FromEnvironment(getenv func(string) string) (Keys, error) {
	var k Keys
	var faults []error
	if name := getenv(FileVariable); name != "" {
		faults = append(faults, k.readFile(name)...)
	}
	for variable, key := range k.byName() {
		if text := getenv(variable); text != "" {
			*key = NewSecret(text)
		}
		if !plausible(key.Reveal()) {
			faults = append(faults, fmt.Errorf("%s has spaces or characters that no key has", variable))
		}
	}
	return k, errors.Join(faults...)
}

// Missing returns an error that names a variable if its key is not set.
func Missing(variable string, key Secret) error {
	if key.Reveal() == "" {
		return fmt.Errorf("%s is not set", variable)
	}
	return nil
}

// Any reports whether a key is set.
func (k Keys) Any() bool {
	for _, key := range k.byName() {
		if key.Reveal() != "" {
			return true
		}
	}
	return false
}

func (k *Keys) byName() map[string]*Secret {
	return map[string]*Secret{
		MercadoPagoTokenVariable:  &k.MercadoPagoToken,
		MercadoPagoSecretVariable: &k.MercadoPagoSecret,
		StripeKeyVariable:         &k.StripeKey,
		StripeSecretVariable:      &k.StripeSecret,
	}
}

func (k *Keys) readFile(name string) []error {
	fault := func(err error) []error { return []error{fmt.Errorf("%s: %w", FileVariable, err)} }
	file, info, err := regular.Open(name)
	if err != nil {
		return fault(err)
	}
	defer file.Close()
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return fault(fmt.Errorf("others than its owner can read or write %s; change that with chmod 600", name))
	}
	content, err := regular.ReadFrom(file, info, maxFile)
	if err != nil {
		return fault(err)
	}
	keys := k.byName()
	var faults []error
	number := 0
	for line := range strings.Lines(string(content)) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		variable, text, _ := strings.Cut(line, "=")
		key := keys[strings.TrimSpace(variable)]
		if key == nil || key.Reveal() != "" { // the line may be a key without its name, so it is not shown
			faults = append(faults, fault(fmt.Errorf("line %d of %s is not NAME=key with the name of a key that is not yet in the file", number, name))...)
			continue
		}
		*key = NewSecret(strings.TrimSpace(text))
	}
	return faults
}

// plausible reports whether a key, if there is one, can be part of a request's
// header.
func plausible(key string) bool {
	return len(key) <= maxKey && strings.IndexFunc(key, func(c rune) bool { return c <= ' ' || c >= 0x7f }) < 0
}
