package passkey_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"carrito/server/inbox/orderdb"
	"carrito/server/passkey"

	"github.com/go-webauthn/webauthn/webauthn"
)

const nonce = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

// shop returns a party with one passkey, whose private key nobody has.
func shop() passkey.Party {
	key := "\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + strings.Repeat("x", 32) + "\x22\x58\x20" + strings.Repeat("y", 32)
	return passkey.Party{
		Name: "Tienda", Origin: "https://shop.example", User: []byte("owner"), Timeout: passkey.Timeout,
		Passkeys: []orderdb.Passkey{{Number: 1, ID: []byte("one"), Key: []byte(key), Origin: "https://shop.example"}},
	}
}

// text encodes bytes as responses do.
func text(b string) string { return base64.RawURLEncoding.EncodeToString([]byte(b)) }

func clientData(kind string) string {
	return text(`{"type":"` + kind + `","challenge":"` + nonce + `","origin":"https://shop.example"}`)
}

// SignIn accepts any response without a panic, and signs nobody in without the
// key.
func FuzzSignIn(f *testing.F) {
	data := strings.Repeat("h", 32) + "\x05\x00\x00\x00\x01"
	f.Add(`{"id":"` + text("one") + `","rawId":"` + text("one") + `","type":"public-key","response":{"clientDataJSON":"` + clientData("webauthn.get") +
		`","authenticatorData":"` + text(data) + `","signature":"` + text("s") + `","userHandle":"` + text("owner") + `"}}`)
	f.Add(`{}`)
	challenge := passkey.Challenge(webauthn.SessionData{Challenge: nonce, RelyingPartyID: "shop.example", UserVerification: "required"})
	f.Fuzz(func(t *testing.T, response string) {
		if used, err := shop().SignIn(challenge, response); err == nil {
			t.Errorf("got %+v, want an error", used)
		}
	})
}

// Register accepts any response without a panic, and every passkey that it
// returns has an id and a key.
func FuzzRegister(f *testing.F) {
	data := strings.Repeat("h", 32) + "\x45\x00\x00\x00\x01" + strings.Repeat("\x00", 16) + "\x00\x03two" + string(shop().Passkeys[0].Key)
	object := "\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58" + string(rune(len(data))) + data
	f.Add(`{"id":"` + text("two") + `","rawId":"` + text("two") + `","type":"public-key","response":{"clientDataJSON":"` + clientData("webauthn.create") +
		`","attestationObject":"` + text(object) + `"}}`)
	f.Add(`{}`)
	party := shop()
	_, challenge, err := party.BeginRegistration()
	if err != nil {
		f.Fatal(err)
	}
	challenge.Challenge = nonce
	f.Fuzz(func(t *testing.T, response string) {
		if added, err := party.Register(challenge, response); err == nil && (len(added.ID) == 0 || len(added.ID) > 1023 || len(added.Key) == 0) {
			t.Errorf("got %+v, want an id and a key", added)
		}
	})
}
