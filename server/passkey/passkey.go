// Package passkey carries out the two ceremonies of WebAuthn for the shop's owner:
// it makes a passkey, and signs in with one.
//
// A ceremony begins with a [Challenge], which the server keeps and the browser
// cannot change, and ends with the browser's response to it. [Party] has both ends.
// Whoever calls it sees to it that no challenge is answered twice.
package passkey

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"

	"carrito/server/inbox/orderdb"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
)

// Timeout is how long a challenge waits for its response.
const Timeout = 5 * time.Minute

// Party is the shop as authenticators know it (WebAuthn, relying party), with its
// one user, the owner.
type Party struct {
	Name     string            // what authenticators show
	Origin   string            // of the page, "https://shop.example"
	User     []byte            // the owner's handle: random, and the same for all passkeys
	Passkeys []orderdb.Passkey // that there are, for any origin
	Timeout  time.Duration     // how long a challenge waits for its response
}

// Challenge is what a ceremony was begun with.
type Challenge webauthn.SessionData

// Nonce returns the random bytes that are signed.
func (c Challenge) Nonce() []byte { return []byte(c.Challenge) }

// Begin returns a challenge to make a passkey, and what navigator.credentials.create
// is called with, as JSON. An authenticator that has one of the shop's makes none.
func (p Party) Begin() (options []byte, _ Challenge, err error) {
	party, err := p.party()
	if err != nil {
		return nil, Challenge{}, err
	}
	var known []protocol.CredentialDescriptor
	for _, c := range p.WebAuthnCredentials() {
		known = append(known, c.Descriptor())
	}
	creation, session, err := party.BeginRegistration(p, webauthn.WithExclusions(known))
	if err != nil {
		return nil, Challenge{}, err
	}
	options, err = json.Marshal(creation)
	return options, Challenge(*session), err
}

// Make returns the passkey that a response to a challenge of [Party.Begin] tells of.
// Its name is the caller's to give.
func (p Party) Make(c Challenge, response string) (made orderdb.Passkey, err error) {
	party, err := p.party()
	if err != nil {
		return made, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(response))
	if err != nil {
		return made, err
	}
	credential, err := party.CreateCredential(p, webauthn.SessionData(c), parsed)
	if err != nil {
		return made, err
	}
	return orderdb.Passkey{
		ID: credential.ID, Key: credential.PublicKey, Origin: p.Origin,
		Count: credential.Authenticator.SignCount, Flags: byte(parsed.Response.AttestationObject.AuthData.Flags),
	}, nil
}

// BeginSignIn returns a challenge to sign in, and what navigator.credentials.get is
// called with, as JSON.
func (p Party) BeginSignIn() (options []byte, _ Challenge, err error) {
	party, err := p.party()
	if err != nil {
		return nil, Challenge{}, err
	}
	assertion, session, err := party.BeginDiscoverableLogin()
	if err != nil {
		return nil, Challenge{}, err
	}
	options, err = json.Marshal(assertion)
	return options, Challenge(*session), err
}

// SignIn returns the passkey that a response to a challenge of [Party.BeginSignIn]
// was made with, with its new count of signatures. Whether the count may be is for
// [orderdb.Store.UsePasskey] to say.
func (p Party) SignIn(c Challenge, response string) (used orderdb.Passkey, err error) {
	party, err := p.party()
	if err != nil {
		return used, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes([]byte(response))
	if err != nil {
		return used, err
	}
	owner := func(id, user []byte) (webauthn.User, error) {
		if !bytes.Equal(user, p.User) {
			return nil, errors.New("it is another user's")
		}
		return p, nil
	}
	if _, err := party.ValidateDiscoverableLogin(owner, webauthn.SessionData(c), parsed); err != nil {
		return used, err
	}
	for _, used := range p.Passkeys {
		if bytes.Equal(used.ID, parsed.RawID) {
			used.Count = parsed.Response.AuthenticatorData.Counter
			return used, nil
		}
	}
	return used, orderdb.ErrNoPasskey
}

// party returns the library's idea of the shop. Every passkey is found by the
// authenticator itself, which makes sure of the person and says nothing of itself.
func (p Party) party() (*webauthn.WebAuthn, error) {
	origin, err := url.Parse(p.Origin)
	if err != nil {
		return nil, err
	}
	if origin.Hostname() == "" {
		return nil, fmt.Errorf("%q is no origin", p.Origin)
	}
	timeout := webauthn.TimeoutConfig{Enforce: true, Timeout: p.Timeout}
	return webauthn.New(&webauthn.Config{
		RPID: origin.Hostname(), RPOrigins: []string{p.Origin}, RPDisplayName: p.Name,
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification: protocol.VerificationRequired,
		},
		Timeouts: webauthn.TimeoutsConfig{Login: timeout, Registration: timeout},
	})
}

var _ webauthn.User = Party{}

// WebAuthnID returns the owner's handle.
func (p Party) WebAuthnID() []byte { return p.User }

// WebAuthnName returns the name under which authenticators list the passkey.
func (p Party) WebAuthnName() string { return p.Name }

// WebAuthnDisplayName is the same name.
func (p Party) WebAuthnDisplayName() string { return p.Name }

// WebAuthnCredentials returns the passkeys that were made for the party's origin.
func (p Party) WebAuthnCredentials() []webauthn.Credential {
	var list []webauthn.Credential
	for _, known := range p.Passkeys {
		if known.Origin == p.Origin {
			list = append(list, webauthn.Credential{
				ID: known.ID, PublicKey: known.Key, Flags: webauthn.NewCredentialFlags(protocol.AuthenticatorFlags(known.Flags)),
				Authenticator: webauthn.Authenticator{SignCount: known.Count},
			})
		}
	}
	return list
}
