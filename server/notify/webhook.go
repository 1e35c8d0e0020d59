package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"carrito/server/safelog"
)

// Webhook posts orders to an address, signed as Standard Webhooks 1.0 says:
//
//	webhook-id: the order's id, the same however often a notice is sent
//	webhook-timestamp: seconds since 1970
//	webhook-signature: v1,base64(HMAC-SHA256(secret, id "." timestamp "." body))
//
//	{"type": "order.placed", "timestamp": "2026-11-26T21:30:00Z", "payment": "unpaid", "data": the order, as package order writes it}
//
// The type is "order.payment" when the state of the payment has changed; its id ends in
// that state and the number of the notice. The states are those of orderdb.PayState.
// For an order that cannot be read the type is "order.unreadable", and the data is
// {"id": its number}.
type Webhook struct {
	URL    string
	Secret []byte
	Client *http.Client // nil for a client that follows no redirects
}

// noRedirects is a client of which a redirect is an answer like any other: what
// is signed goes nowhere else.
var noRedirects = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// Send posts one order. Only a status from 200 to 299 means that it is accepted. The
// error contains nothing of the URL but its host.
func (w *Webhook) Send(ctx context.Context, n News) error {
	return safelog.Webhook(w.URL).HideError(w.post(ctx, n))
}

func (w *Webhook) post(ctx context.Context, n News) error {
	body, err := event(n)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	id, timestamp := n.id(), strconv.FormatInt(time.Now().Unix(), 10)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "carrito")
	request.Header.Set("Webhook-Id", id)
	request.Header.Set("Webhook-Timestamp", timestamp)
	request.Header.Set("Webhook-Signature", "v1,"+base64.StdEncoding.EncodeToString(sign(w.Secret, id+"."+timestamp+"."+string(body))))
	client := w.Client
	if client == nil {
		client = noRedirects
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10)) // to reuse the connection
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return fmt.Errorf("answered %s", safelog.Escape(response.Status))
	}
	return nil
}

func event(n News) ([]byte, error) {
	kind, data := "order.placed", json.RawMessage(n.Order.AppendJSON(nil))
	if n.About != "" {
		kind = "order.payment"
	}
	if n.Fault != nil {
		kind = "order.unreadable"
		var err error
		if data, err = json.Marshal(map[string]string{"id": n.Order.ID}); err != nil {
			return nil, err
		}
	}
	return json.Marshal(struct {
		Type      string          `json:"type"`
		Timestamp time.Time       `json:"timestamp"`
		Payment   string          `json:"payment,omitempty"`
		Data      json.RawMessage `json:"data"`
	}{kind, n.Placed.UTC(), string(n.Payment), data})
}

func sign(secret []byte, text string) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}
