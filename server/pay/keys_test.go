package pay_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"carrito/server/pay"
	"carrito/server/pay/mercadopago"
	"carrito/server/pay/mercadopagotest"
	"carrito/server/pay/paytest"
	"carrito/server/pay/stripe"
	"carrito/server/pay/stripetest"
)

func TestFromEnvironment(t *testing.T) {
	tests := []struct {
		name        string
		environment map[string]string
		file        string
		mode        os.FileMode
		want        [4]string
		fault       string // in the error, or "" for none
	}{
		{name: "nothing"},
		{name: "environment", environment: map[string]string{
			"CARRITO_MERCADOPAGO_TOKEN": "key-mt", "CARRITO_MERCADOPAGO_SECRET": "key-ms", "CARRITO_STRIPE_KEY": "key-sk", "CARRITO_STRIPE_SECRET": "key-ss",
		}, want: [4]string{"key-mt", "key-ms", "key-sk", "key-ss"}},
		{name: "file", mode: 0o600, file: "# keys\n\nCARRITO_STRIPE_KEY=key-sk\r\n CARRITO_STRIPE_SECRET = key=ss \n", want: [4]string{"", "", "key-sk", "key=ss"}},
		{name: "environment before the file", mode: 0o400, environment: map[string]string{"CARRITO_STRIPE_KEY": "key-other"},
			file: "CARRITO_STRIPE_KEY=key-sk\n", want: [4]string{"", "", "key-other", ""}},
		{name: "spaces", environment: map[string]string{"CARRITO_STRIPE_KEY": "key sk"}, fault: "CARRITO_STRIPE_KEY has spaces"},
		{name: "line break", environment: map[string]string{"CARRITO_STRIPE_KEY": "key\nX-Other: 1"}, fault: "CARRITO_STRIPE_KEY has spaces"},
		{name: "too long", environment: map[string]string{"CARRITO_STRIPE_KEY": strings.Repeat("key-", 200)}, fault: "CARRITO_STRIPE_KEY has spaces"},
		{name: "file for a group", mode: 0o640, file: "CARRITO_STRIPE_KEY=key-sk\n", fault: "CARRITO_PAY_KEYS: others than its owner"},
		{name: "file for all", mode: 0o604, file: "CARRITO_STRIPE_KEY=key-sk\n", fault: "CARRITO_PAY_KEYS: others than its owner"},
		{name: "key without a name", mode: 0o600, file: "\nkey-sk\n", fault: "line 2"},
		{name: "another name", mode: 0o600, file: "CARRITO_STRIPE=key-sk\n", fault: "line 1"},
		{name: "twice", mode: 0o600, file: "CARRITO_STRIPE_KEY=key-sk\nCARRITO_STRIPE_KEY=key-s2\n", fault: "line 2"},
		{name: "file too long", mode: 0o600, file: strings.Repeat("# key-sk\n", 10000), fault: "CARRITO_PAY_KEYS"},
		{name: "no file", environment: map[string]string{"CARRITO_PAY_KEYS": "/nowhere/keys"}, fault: "CARRITO_PAY_KEYS"},
		{name: "folder", environment: map[string]string{"CARRITO_PAY_KEYS": "/"}, fault: "CARRITO_PAY_KEYS"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if runtime.GOOS == "windows" && test.mode&0o077 != 0 {
				return // its files have no such modes
			}
			environment := test.environment
			if test.file != "" {
				name := filepath.Join(t.TempDir(), "keys")
				if err := os.WriteFile(name, []byte(test.file), 0o600); err != nil {
					t.Fatal(err)
				}
				if err := os.Chmod(name, test.mode); err != nil {
					t.Fatal(err)
				}
				environment = map[string]string{pay.FileVariable: name}
				for variable, value := range test.environment {
					environment[variable] = value
				}
			}
			k, err := pay.FromEnvironment(func(name string) string { return environment[name] })
			if test.fault != "" {
				if err == nil || !strings.Contains(err.Error(), test.fault) || strings.Contains(err.Error(), "key-s") {
					t.Errorf("got %v, want an error with %q and no key", err, test.fault)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got := [4]string{k.MercadoPagoToken.Reveal(), k.MercadoPagoSecret.Reveal(), k.StripeKey.Reveal(), k.StripeSecret.Reveal()}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestMissingKeys(t *testing.T) {
	for name, open := range map[string]func(pay.Keys) error{
		"CARRITO_MERCADOPAGO_TOKEN is not set\nCARRITO_MERCADOPAGO_SECRET is not set": func(k pay.Keys) error {
			_, err := mercadopago.New(k, mercadopago.Options{})
			return err
		},
		"CARRITO_STRIPE_KEY is not set\nCARRITO_STRIPE_SECRET is not set": func(k pay.Keys) error {
			_, err := stripe.New(k, stripe.Options{})
			return err
		},
	} {
		if err := open(pay.Keys{}); err == nil || err.Error() != name {
			t.Errorf("got %v, want %s", err, name)
		}
	}
}

// Package fmt prints no key, however it is asked to.
func TestNoKeyIsPrinted(t *testing.T) {
	keys := paytest.Keys()
	mp, err := mercadopago.New(keys, mercadopago.Options{})
	if err != nil {
		t.Fatal(err)
	}
	st, err := stripe.New(keys, stripe.Options{})
	if err != nil {
		t.Fatal(err)
	}
	mpServer, stServer := mercadopagotest.New("http://localhost", keys), stripetest.New("http://localhost", "", keys)
	hidden := struct{ keys pay.Keys }{keys}
	for _, value := range []any{
		keys, &keys, keys.StripeKey, &keys.StripeKey, hidden, &hidden, []pay.Secret{keys.StripeKey}, map[string]pay.Keys{"a": keys},
		mp, *mp, st, *st, mpServer, stServer,
		pay.Unreachable("x", fmt.Errorf("key %s", keys.StripeKey.Reveal()), keys.StripeKey),
		pay.Refusal("x", 401, "key "+keys.StripeKey.Reveal(), keys.StripeKey),
	} {
		for _, verb := range []string{"%v", "%+v", "%s", "%q", "%x", "%d"} {
			checkHidden(t, value, fmt.Sprintf(verb, value))
		}
		if _, isError := value.(error); !isError { // %#v shows the error that was there before
			checkHidden(t, value, fmt.Sprintf("%#v", value))
		}
		if text, err := json.Marshal(value); err == nil {
			checkHidden(t, value, string(text))
		}
	}
}

func checkHidden(t *testing.T, value any, text string) {
	t.Helper()
	for _, key := range []string{"APP_USR", "mp-webhook", "sk_test", "whsec", "736b5f74", "115 107 95"} {
		if strings.Contains(text, key) {
			t.Errorf("%T: got %s, want no key", value, text)
		}
	}
}
