package admin

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"carrito/server/inbox/orderdb"
)

// passkeysPart is the data of the template passkeys.
type passkeysPart struct {
	Passkeys []passkeyRow
	Origins  string // origins at which a passkey can be added
	Accepted string // ids of all passkeys, for PublicKeyCredential.signalAllAcceptedCredentials
	Device   string // name of this browser
}

// passkeyRow is one passkey on the page.
type passkeyRow struct {
	Number      int64
	Name        string
	Elsewhere   string // the passkey's origin, if it is not one of the page's
	Added, Used moment
	WasUsed     bool
}

func (h *Handler) passkeysPart(r *http.Request) (part passkeysPart, _ error) {
	key, err := h.browserKey(r.Context())
	if err != nil {
		return part, err
	}
	found, err := h.store.Passkeys(r.Context())
	if err != nil {
		return part, err
	}
	origins, ids := h.origins(r), []string{}
	part.Origins, part.Device = strings.Join(origins, " "), browserName(r)
	for _, p := range found {
		row := passkeyRow{Number: p.Number, Name: p.Name, Added: h.moment(p.Added), Used: h.moment(p.Used), WasUsed: !p.Used.IsZero()}
		if !slices.Contains(origins, p.Origin) {
			row.Elsewhere = p.Origin
		}
		part.Passkeys = append(part.Passkeys, row)
		ids = append(ids, base64.RawURLEncoding.EncodeToString(p.ID))
	}
	accepted, err := json.Marshal(map[string]any{
		"userId": base64.RawURLEncoding.EncodeToString(ownersHandle(key)), "allAcceptedCredentialIds": ids,
	})
	part.Accepted = string(accepted)
	return part, err
}

// beginPasskey begins to add a passkey. It needs the password again: whoever
// finds a browser that is signed in must not be able to leave a way back in.
func (h *Handler) beginPasskey(w http.ResponseWriter, r *http.Request, s session) {
	ask := func(status int, fault string) { h.showSessions(w, r, s, status, fault) }
	key, ok := h.verifyPassword(w, r, ask)
	if !ok {
		return
	}
	passkeys, err := h.store.Passkeys(r.Context())
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	party, ok := h.party(r, key, passkeys)
	switch {
	case !ok:
		ask(http.StatusBadRequest, h.words().PasskeysLacking)
	case len(passkeys) >= orderdb.MaxPasskeys:
		ask(http.StatusConflict, h.words().PasskeysFull(orderdb.MaxPasskeys))
	default:
		options, challenge, err := party.BeginRegistration()
		if err != nil {
			h.unavailable(w, r, err)
			return
		}
		h.beginCeremony(w, r, key, ceremony{For: addPurpose(s), Name: deviceName(r), Origin: party.Origin, Challenge: challenge}, options)
	}
}

// maxName is the longest name of a passkey, in characters.
const maxName = 60

// deviceName returns the name in the form, or the name of the browser if there
// is none.
func deviceName(r *http.Request) string {
	name := strings.Map(func(c rune) rune {
		if unicode.In(c, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(r.PostForm.Get("name"), ""))
	short := []rune(strings.Join(strings.Fields(name), " "))
	if len(short) == 0 {
		return browserName(r)
	}
	return string(short[:min(len(short), maxName)])
}

// changePasskeys adds the new passkey in the form, or removes one.
func (h *Handler) changePasskeys(w http.ResponseWriter, r *http.Request, s session) {
	if r.PostForm.Has("remove") {
		h.removePasskey(w, r, s)
		return
	}
	h.addPasskey(w, r, s)
}

func (h *Handler) addPasskey(w http.ResponseWriter, r *http.Request, s session) {
	ask := func(status int, fault string) { h.showSessions(w, r, s, status, fault) }
	key, err := h.browserKey(r.Context())
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	c, ok := endCeremony(w, r, key, addPurpose(s))
	if !ok {
		ask(http.StatusForbidden, h.words().PasskeyNotAdded)
		return
	}
	added, err := h.partyAt(c.Origin, key, nil).Register(c.Challenge, r.PostForm.Get("credential"))
	if err != nil {
		h.log.Printf("the owner's page: a new passkey from %s is refused: %v", h.client(r), err)
		ask(http.StatusForbidden, h.words().PasskeyNotAdded)
		return
	}
	added.Name, added.Added = c.Name, time.Now()
	switch err := h.store.AddPasskey(r.Context(), added, c.Challenge.Nonce()); {
	case errors.Is(err, orderdb.ErrKnownPasskey):
		ask(http.StatusConflict, h.words().PasskeyThere)
	case errors.Is(err, orderdb.ErrTooManyPasskeys):
		ask(http.StatusConflict, h.words().PasskeysFull(orderdb.MaxPasskeys))
	case errors.Is(err, orderdb.ErrAnswered):
		ask(http.StatusForbidden, h.words().PasskeyNotAdded)
	case err != nil:
		h.unavailable(w, r, err)
	default:
		h.log.Printf("the owner's page: the passkey %q is added from %s", added.Name, h.client(r))
		http.Redirect(w, r, h.site().Prefix()+"/admin/sesiones", http.StatusSeeOther)
	}
}

// removePasskey removes a passkey. It needs the password.
func (h *Handler) removePasskey(w http.ResponseWriter, r *http.Request, s session) {
	ask := func(status int, fault string) { h.showSessions(w, r, s, status, fault) }
	if _, ok := h.verifyPassword(w, r, ask); !ok {
		return
	}
	number, err := strconv.ParseInt(r.PostForm.Get("remove"), 10, 64)
	if err != nil {
		ask(http.StatusBadRequest, h.words().NoSuchPasskey)
		return
	}
	switch removed, err := h.store.RemovePasskey(r.Context(), number, s.id()); {
	case errors.Is(err, orderdb.ErrNoPasskey):
		ask(http.StatusNotFound, h.words().NoSuchPasskey)
	case err != nil:
		h.unavailable(w, r, err)
	default:
		h.log.Printf("the owner's page: the passkey %q is removed from %s", removed.Name, h.client(r))
		http.Redirect(w, r, h.site().Prefix()+"/admin/sesiones", http.StatusSeeOther)
	}
}

// ForgetPasskeys removes all passkeys, and ends all sessions that a passkey
// started.
func ForgetPasskeys(ctx context.Context, store Store) error { return store.RemovePasskeys(ctx) }
