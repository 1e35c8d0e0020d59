package mercadopagotest

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"carrito/server/pay/sandbox"
)

// sign returns the webhook about a payment.
func (s *Server) sign(e sandbox.Event) (*http.Request, error) {
	action := "payment.updated"
	if e.New {
		action = "payment.created"
	}
	body, err := json.Marshal(map[string]any{
		"id": e.At.UnixNano(), "live_mode": false, "type": "payment", "date_created": e.At.Format(dates),
		"user_id": 44444, "api_version": "v1", "action": action, "data": map[string]string{"id": e.Payment.ID},
	})
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(e.Payment.Page.Notify)
	if err != nil {
		return nil, err
	}
	query := u.Query()
	query.Set("data.id", e.Payment.ID)
	query.Set("type", "payment")
	u.RawQuery = query.Encode()
	request, err := http.NewRequest(http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	id, ts := rand.Text(), fmt.Sprint(e.At.UnixMilli())
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Request-Id", id)
	request.Header.Set("X-Signature", Signature(s.keys.MercadoPagoSecret.Reveal(), e.Payment.ID, id, ts))
	return request, nil
}

// Signature returns the header field X-Signature for a payment, a request and a time
// as Mercado Pago's documentation has it. Empty parts are left out.
func Signature(secret, payment, request, ts string) string {
	var signed strings.Builder
	if payment != "" {
		fmt.Fprintf(&signed, "id:%s;", strings.ToLower(payment))
	}
	if request != "" {
		fmt.Fprintf(&signed, "request-id:%s;", request)
	}
	fmt.Fprintf(&signed, "ts:%s;", ts)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(signed.String()))
	return "ts=" + ts + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}
