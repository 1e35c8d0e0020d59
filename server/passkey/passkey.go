// Package passkey carries out the two ceremonies of WebAuthn for the shop's
// owner: registering a passkey, and signing in with one.
//
// A ceremony begins with a [Challenge], which the server keeps where the
// browser cannot change it, and ends with the browser's response. [Party] has
// the methods for both. The caller makes sure that no challenge is answered
// twice.
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

// Party is the shop as a relying party of WebAuthn, with its only user, the
// owner.
type Party struct {
	Name     string            // shown by authenticators
	Origin   string            // origin of the page, such as "https://shop.example"
	User     []byte            // the owner's user handle: random, and the same for all passkeys
	Passkeys []orderdb.Passkey // all registered passkeys, of any origin
	Timeout  time.Duration     // how long a challenge waits for its response
}

// Challenge is the state of a ceremony that has begun.
type Challenge webauthn.SessionData

// Nonce returns the random bytes that the browser must sign.
func (c Challenge) Nonce() []byte { return []byte(c.Challenge) }

// BeginRegistration returns a challenge to register a passkey, and the options
// for navigator.credentials.create as JSON. An authenticator that already has a
// passkey of the shop creates none.
func (p Party) BeginRegistration() (options []byte, _ Challenge, err error) {
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

// Register returns the passkey in a response to a challenge of
// [Party.BeginRegistration]. The caller sets its name.
func (p Party) Register(c Challenge, response string) (added orderdb.Passkey, err error) {
	party, err := p.party()
	if err != nil {
		return added, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(response))
	if err != nil {
		return added, err
	}
	credential, err := party.CreateCredential(p, webauthn.SessionData(c), parsed)
	if err != nil {
		return added, err
	}
	return orderdb.Passkey{
		ID: credential.ID, Key: credential.PublicKey, Origin: p.Origin,
		Count: credential.Authenticator.SignCount, Flags: byte(parsed.Response.AttestationObject.AuthData.Flags),
	}, nil
}

// BeginSignIn returns a challenge to sign in, and the options for
// navigator.credentials.get as JSON.
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

// SignIn returns the passkey that signed a response to a challenge of
// [Party.BeginSignIn], with its new signature counter.
// [orderdb.Store.UsePasskey] decides whether that counter is acceptable.
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
			return nil, errors.New("the passkey belongs to another user")
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

// party returns the library's configuration for the shop. It requires
// discoverable passkeys and user verification, and asks for no attestation of
// the authenticator.
func (p Party) party() (*webauthn.WebAuthn, error) {
	origin, err := url.Parse(p.Origin)
	if err != nil {
		return nil, err
	}
	if origin.Hostname() == "" {
		return nil, fmt.Errorf("%q is not an origin", p.Origin)
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

// WebAuthnID returns the owner's user handle.
func (p Party) WebAuthnID() []byte { return p.User }

// WebAuthnName returns the name under which authenticators list the passkey.
func (p Party) WebAuthnName() string { return p.Name }

// WebAuthnDisplayName returns the same name.
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
