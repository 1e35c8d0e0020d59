package admin

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"carrito/server/inbox/orderdb"
)

// passkeyOrigins returns the page's origins that have passkeys, separated by
// spaces.
func (h *Handler) passkeyOrigins(r *http.Request) string {
	passkeys, err := h.store.Passkeys(r.Context())
	if err != nil {
		return "" // the form asks for the password anyway
	}
	return strings.Join(slices.DeleteFunc(h.origins(r), func(origin string) bool {
		return !slices.ContainsFunc(passkeys, func(p orderdb.Passkey) bool { return p.Origin == origin })
	}), " ")
}

// forAnyone returns the handler of a form that anyone may send. key is the
// result of [Handler.browserKey].
func (h *Handler) forAnyone(handle func(w http.ResponseWriter, r *http.Request, key string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !h.isForm(w, r) {
			h.refuse(w, r)
			return
		}
		key, err := h.browserKey(r.Context())
		if err != nil {
			h.unavailable(w, r, err)
			return
		}
		handle(w, r, key)
	}
}

// beginPasskeySignIn begins to sign in. Anyone gets a challenge: it takes no
// memory, and reveals nothing about the passkeys.
func (h *Handler) beginPasskeySignIn(w http.ResponseWriter, r *http.Request, key string) {
	party, ok := h.party(r, key, nil)
	if !ok {
		h.askToSignIn(w, r, http.StatusBadRequest, h.words().PasskeyRefused)
		return
	}
	options, challenge, err := party.BeginSignIn()
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	h.beginCeremony(w, r, key, ceremony{For: signInPurpose, Origin: party.Origin, Challenge: challenge}, options)
}

// signInWithPasskey completes what beginPasskeySignIn has begun.
func (h *Handler) signInWithPasskey(w http.ResponseWriter, r *http.Request, key string) {
	ask := func(status int, fault string) { h.askToSignIn(w, r, status, fault) }
	c, ok := endCeremony(w, r, key, signInPurpose)
	if !ok {
		ask(http.StatusForbidden, h.words().PasskeyRefused)
		return
	}
	guards := h.passkeyGuards(r, key)
	if !h.mayTry(w, r, "passkey", guards, ask) {
		return
	}
	used, err := h.usePasskey(r, key, c)
	if err == nil {
		err = h.store.Forgive(r.Context(), guards...)
	}
	var refused refusal
	switch {
	case errors.Is(err, orderdb.ErrCopiedPasskey):
		h.log.Printf("the owner's page: the passkey %q from %s is refused: %v", used.Name, h.client(r), err)
		ask(http.StatusForbidden, h.words().PasskeyCopied)
	case errors.As(err, &refused):
		h.log.Printf("the owner's page: a passkey from %s is refused: %v", h.client(r), refused)
		ask(http.StatusForbidden, h.words().PasskeyRefused)
	case err != nil:
		h.unavailable(w, r, err)
	default:
		h.startSession(w, r, key, used)
	}
}

// refusal is the reason why a passkey is refused.
type refusal struct{ error }

// usePasskey returns the passkey that signed the form. The form cannot be used
// a second time.
func (h *Handler) usePasskey(r *http.Request, key string, c ceremony) (orderdb.Passkey, error) {
	passkeys, err := h.store.Passkeys(r.Context())
	if err != nil {
		return orderdb.Passkey{}, err
	}
	used, err := h.partyAt(c.Origin, key, passkeys).SignIn(c.Challenge, r.PostForm.Get("credential"))
	if err != nil {
		return used, refusal{err}
	}
	err = h.store.UsePasskey(r.Context(), used.Number, used.Count, c.Challenge.Nonce(), time.Now())
	if errors.Is(err, orderdb.ErrNoPasskey) || errors.Is(err, orderdb.ErrAnswered) {
		err = refusal{err}
	}
	return used, err
}
