package cashier

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"carrito/server/clientip"
	"carrito/server/pay"
)

// HookAddress is where webhooks are sent to, behind the shop's prefix and before the
// kind of the provider.
const HookAddress = "/api/pay/"

const (
	maxHook     = 256 << 10        // bytes of a webhook
	hookTimeout = 10 * time.Second // for all of it, unless Hook has another
	hookTurn    = 2 * time.Second  // to wait while others are under way
	maxHooks    = 64               // under way at once
	maxForged   = 60               // webhooks with a wrong signature, of one client in a minute
)

// Hook takes webhooks at [HookAddress]. It answers 200 once a webhook is on the disk, or
// if there is nothing to ask; 401 if it is not signed by the provider, or not now; and
// 503 if the provider is to send it again.
type Hook struct {
	Patience time.Duration // for a whole webhook; ten seconds unless it is set before the first one

	cashier *Cashier
	proxies int
	forged  *clientip.Limiter
	turns   chan struct{}
	writer  *writer
}

// NewHook returns the handler of webhooks. proxies is the number of the owner's proxies.
// It writes until ctx is done.
func NewHook(ctx context.Context, c *Cashier, proxies int) *Hook {
	h := &Hook{Patience: hookTimeout, cashier: c, proxies: proxies, forged: clientip.NewLimiter(maxForged), turns: make(chan struct{}, maxHooks), writer: newWriter(c.payments)}
	go h.writer.run(ctx)
	return h
}

// ServeHTTP takes one webhook.
func (h *Hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	provider, ok := h.cashier.providers[r.URL.Path[min(len(HookAddress), len(r.URL.Path)):]]
	switch {
	case !ok:
		http.Error(w, "there is no such provider", http.StatusNotFound)
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "a webhook is sent by POST", http.StatusMethodNotAllowed)
	default:
		h.hear(w, r, provider)
	}
}

func (h *Hook) hear(w http.ResponseWriter, r *http.Request, provider pay.Provider) {
	client := clientip.Of(r, h.proxies)
	if h.forged.Exhausted(client, time.Now()) {
		w.Header().Set("Retry-After", "60")
		http.Error(w, "too many webhooks without a signature come from this address", http.StatusTooManyRequests)
		return
	}
	select {
	case h.turns <- struct{}{}:
		defer func() { <-h.turns }()
	case <-time.After(hookTurn):
		unavailable(w)
		return
	}
	body, err := h.read(w, r)
	var event pay.Event
	if err == nil {
		event, err = provider.Hear(r.Header, r.URL.Query(), body, time.Now())
	}
	switch {
	case errors.Is(err, pay.ErrIgnored):
		w.WriteHeader(http.StatusOK)
	case err != nil:
		h.forged.Wait(client, time.Now())
		http.Error(w, "the webhook is not signed by the provider, or not now", http.StatusUnauthorized)
	case h.writer.write(r.Context(), provider.Kind(), event) != nil:
		unavailable(w)
	default:
		h.cashier.nudge()
		w.WriteHeader(http.StatusOK)
	}
}

// read reads a webhook. A long or slow one is not the provider's.
func (h *Hook) read(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Now().Add(h.Patience))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxHook))
	if err != nil {
		if r.ProtoMajor == 1 {
			w.Header().Set("Connection", "close") // nobody waits for the rest
		}
		return nil, err
	}
	control.SetReadDeadline(time.Time{})
	return body, nil
}

func unavailable(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "5")
	http.Error(w, "the webhook cannot be kept now", http.StatusServiceUnavailable)
}

// nudge makes Run look for webhooks now.
func (c *Cashier) nudge() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}
