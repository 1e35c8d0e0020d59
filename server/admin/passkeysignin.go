package admin

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"carrito/server/inbox/orderdb"
)

// passkeyOrigins returns the origins of the page for which there are passkeys, with
// spaces between them.
func (h *Handler) passkeyOrigins(r *http.Request) string {
	passkeys, err := h.store.Passkeys(r.Context())
	if err != nil {
		return "" // the password is asked for all the same
	}
	return strings.Join(slices.DeleteFunc(h.origins(r), func(origin string) bool {
		return !slices.ContainsFunc(passkeys, func(p orderdb.Passkey) bool { return p.Origin == origin })
	}), " ")
}

// strangers returns the handler of a form that whoever comes may send. The key is
// that of [Handler.browserKey].
func (h *Handler) strangers(handle func(w http.ResponseWriter, r *http.Request, key string)) http.HandlerFunc {
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

// beginPasskeySignIn begins to sign in. Whoever asks gets a challenge: it takes no
// room, and says nothing of the passkeys that there are.
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
	h.keep(w, r, key, ceremony{For: toSignIn, Origin: party.Origin, Challenge: challenge}, options)
}

// signInWithPasskey ends what beginPasskeySignIn has begun.
func (h *Handler) signInWithPasskey(w http.ResponseWriter, r *http.Request, key string) {
	ask := func(status int, fault string) { h.askToSignIn(w, r, status, fault) }
	c, ok := take(w, r, key, toSignIn)
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
		h.welcome(w, r, key, used)
	}
}

// refusal is why a passkey is not taken.
type refusal struct{ error }

// usePasskey returns the passkey that a form was signed with. It is used with that:
// the form is good for no second time.
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
