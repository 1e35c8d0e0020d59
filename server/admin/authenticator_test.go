package admin_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"slices"
	"testing"
)

// Flags of authenticator data (WebAuthn, 6.1).
const (
	present    = 1 << 0
	verified   = 1 << 2
	backupable = 1 << 3
	backedUp   = 1 << 4
	attested   = 1 << 6
)

// authenticator is a device with one passkey, together with its browser.
type authenticator struct {
	t    *testing.T
	key  *ecdsa.PrivateKey
	id   []byte
	user []byte // user handle of the passkey, once it exists
	used uint32 // signature counter
}

func newAuthenticator(t *testing.T) *authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &authenticator{t: t, key: key, id: []byte(rand.Text())}
}

// response is what an authenticator answers, before it is signed and encoded. A
// test may change it.
type response struct {
	kind, challenge, origin string
	crossOrigin             bool
	rpID                    string
	flags                   byte
	count                   uint32
	id, user                []byte
	key                     *ecdsa.PrivateKey
	attested                []byte // id and public key of a new passkey
	write                   func(response map[string]any)
}

// ceremony holds the options of a call of navigator.credentials.
type ceremony struct {
	PublicKey struct {
		Challenge        string
		RPID             string
		RP               struct{ ID, Name string }
		User             struct{ ID, Name string }
		UserVerification string
		Attestation      string
		Timeout          int

		AllowCredentials, ExcludeCredentials []struct{ ID string }
		AuthenticatorSelection               struct {
			ResidentKey, UserVerification string
			RequireResidentKey            bool
		}
	}
}

func readCeremony(t *testing.T, options string) ceremony {
	t.Helper()
	var c ceremony
	if err := json.Unmarshal([]byte(options), &c); err != nil {
		t.Fatalf("%v: %s", err, options)
	}
	return c
}

// create creates the passkey on a page of the origin.
func (a *authenticator) create(options, origin string, change func(*response)) string {
	a.t.Helper()
	c := readCeremony(a.t, options).PublicKey
	user, err := base64.RawURLEncoding.DecodeString(c.User.ID)
	if err != nil {
		a.t.Fatal(err)
	}
	a.user = user
	key, err := a.key.PublicKey.ECDH()
	if err != nil {
		a.t.Fatal(err)
	}
	point := key.Bytes()
	public := slices.Concat([]byte("\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"), point[1:33], []byte("\x22\x58\x20"), point[33:])
	r := response{
		kind: "webauthn.create", challenge: c.Challenge, origin: origin, rpID: c.RP.ID, count: a.used, id: a.id,
		flags: present | verified | backupable | backedUp | attested, key: a.key,
	}
	r.attested = slices.Concat(make([]byte, 16), binary.BigEndian.AppendUint16(nil, uint16(len(a.id))), a.id, public)
	if change != nil {
		change(&r)
	}
	data := r.data()
	object := slices.Concat([]byte("\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59"), binary.BigEndian.AppendUint16(nil, uint16(len(data))), data)
	return r.json(map[string]any{"attestationObject": encode(object)})
}

// sign answers a challenge with the passkey, on a page of the origin.
func (a *authenticator) sign(options, origin string, change func(*response)) string {
	a.t.Helper()
	c := readCeremony(a.t, options).PublicKey
	a.used++
	r := response{
		kind: "webauthn.get", challenge: c.Challenge, origin: origin, rpID: c.RPID, count: a.used, id: a.id, user: a.user,
		flags: present | verified | backupable | backedUp, key: a.key,
	}
	if change != nil {
		change(&r)
	}
	hash := sha256.Sum256(r.clientData())
	digest := sha256.Sum256(append(r.data(), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, r.key, digest[:])
	if err != nil {
		a.t.Fatal(err)
	}
	return r.json(map[string]any{"authenticatorData": encode(r.data()), "signature": encode(signature), "userHandle": encode(r.user)})
}

// data returns the authenticator data.
func (r *response) data() []byte {
	hash := sha256.Sum256([]byte(r.rpID))
	return slices.Concat(hash[:], []byte{r.flags}, binary.BigEndian.AppendUint32(nil, r.count), r.attested)
}

// clientData returns the data that the browser adds. It is signed along with
// the authenticator data.
func (r *response) clientData() []byte {
	text, _ := json.Marshal(map[string]any{"type": r.kind, "challenge": r.challenge, "origin": r.origin, "crossOrigin": r.crossOrigin})
	return text
}

// json encodes the response as the page's script does.
func (r *response) json(fields map[string]any) string {
	fields["clientDataJSON"] = encode(r.clientData())
	whole := map[string]any{"id": encode(r.id), "rawId": encode(r.id), "type": "public-key", "response": fields}
	if r.write != nil {
		r.write(whole)
	}
	text, _ := json.Marshal(whole)
	return string(text)
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
