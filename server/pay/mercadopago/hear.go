package mercadopago

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"carrito/server/pay"
)

// Hear checks a webhook. The signature covers the number of the payment in the
// address, the header field X-Request-Id and the time, but not the body. So the
// body counts for nothing but the kind of event.
func (p *Provider) Hear(header http.Header, query url.Values, body []byte, now time.Time) (pay.Event, error) {
	signature, ok := parseSignature(header.Get("X-Signature"))
	if !ok || p.secret.Reveal() == "" {
		return pay.Event{}, pay.ErrForged
	}
	id := strings.TrimSpace(query.Get("data.id"))
	mac := signature.check(id, strings.TrimSpace(header.Get("X-Request-Id")), p.secret)
	if mac == nil {
		return pay.Event{}, pay.ErrForged
	}
	if err := pay.Fresh(signature.at, now); err != nil {
		return pay.Event{}, err
	}
	if kind(query, body) != "payment" || !isNumber(id) {
		return pay.Event{}, pay.ErrIgnored
	}
	// The signature is what a replay repeats; the id in the body could be replaced.
	return pay.Event{ID: hex.EncodeToString(mac), Payment: id}, nil
}

// kind returns what a webhook is about, such as "payment" or "merchant_order".
func kind(query url.Values, body []byte) string {
	if kind := query.Get("type"); kind != "" {
		return kind
	}
	var event struct {
		Type string `json:"type"`
	}
	json.Unmarshal(body, &event) // a body that is not JSON is about nothing
	return event.Type
}

// signature is the header field X-Signature, ts=1742505638683,v1=….
type signature struct {
	ts     string
	at     time.Time
	hashes [][]byte
}

func parseSignature(text string) (signature, bool) {
	var s signature
	for part := range strings.SplitSeq(text, ",") {
		name, value, _ := strings.Cut(part, "=")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "ts":
			if s.ts != "" {
				return s, false
			}
			s.ts = value
		case "v1":
			if hash, err := hex.DecodeString(value); err == nil {
				s.hashes = append(s.hashes, hash)
			}
		}
	}
	n, err := strconv.ParseInt(s.ts, 10, 64)
	if err != nil || n < 0 {
		return s, false
	}
	// Mercado Pago's library for Go reads milliseconds, the one for Node.js seconds.
	// 1e11 seconds are in the year 5138, 1e11 milliseconds in 1973.
	if n < 1e11 {
		s.at = time.Unix(n, 0)
	} else {
		s.at = time.UnixMilli(n)
	}
	return s, true
}

// check returns the hash that a secret makes if one of the signature's is equal, and
// otherwise nil. The documentation has the id in lower case; the libraries sign it as
// it is sent. Both need the secret.
func (s signature) check(id, request string, secret pay.Secret) []byte {
	for _, id := range []string{strings.ToLower(id), id} {
		mac := hmac.New(sha256.New, []byte(secret.Reveal()))
		mac.Write([]byte(manifest(id, request, s.ts)))
		want := mac.Sum(nil)
		for _, hash := range s.hashes {
			if hmac.Equal(hash, want) {
				return want
			}
		}
	}
	return nil
}

// manifest returns the text that is signed. Empty parts are left out.
func manifest(id, request, ts string) string {
	var b strings.Builder
	for _, part := range [][2]string{{"id", id}, {"request-id", request}, {"ts", ts}} {
		if part[1] != "" {
			b.WriteString(part[0] + ":" + part[1] + ";")
		}
	}
	return b.String()
}
