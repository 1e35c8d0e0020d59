package mercadopago_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"carrito/server/pay"
	"carrito/server/pay/mercadopago"
	"carrito/server/pay/mercadopagotest"
	"carrito/server/pay/paytest"
)

func provider(t testing.TB) *mercadopago.Provider {
	t.Helper()
	p, err := mercadopago.New(paytest.Keys(), mercadopago.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The secret, the number, the request and the time are those of the tests of Mercado
// Pago's library for Go. openssl made the hash, from the manifest
// id:ord01jq4s4ky8hwq6na5pxb65b3d3;request-id:2066ca19-c6f1-498a-be75-1923005edd06;ts:1742505638683;
func TestVector(t *testing.T) {
	const (
		secret = "your_secret_key_here"
		order  = "ORD01JQ4S4KY8HWQ6NA5PXB65B3D3"
		want   = "ts=1742505638683,v1=633f91233312dd391ec75fa0bea539cfc2d6c4918873305b84a96cc1c58db71c"
	)
	if got := mercadopagotest.Signature(secret, order, requestID, "1742505638683"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	keys := paytest.Keys()
	keys.MercadoPagoSecret = pay.NewSecret(secret)
	p, err := mercadopago.New(keys, mercadopago.Options{})
	if err != nil {
		t.Fatal(err)
	}
	header := http.Header{"X-Signature": {want}, "X-Request-Id": {requestID}}
	_, err = p.Hear(header, url.Values{"data.id": {order}, "type": {"order"}}, nil, time.UnixMilli(1742505638683))
	if !errors.Is(err, pay.ErrIgnored) {
		t.Errorf("got %v, want that it is signed, and no payment", err)
	}
}

// upperSigned returns a signature of the id ORD01 as it is.
func upperSigned(secret, ts string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "id:ORD01;request-id:%s;ts:%s;", requestID, ts)
	return "ts=" + ts + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}

const (
	payment   = "12345678901"
	requestID = "2066ca19-c6f1-498a-be75-1923005edd06"
)

func TestHear(t *testing.T) {
	now := time.UnixMilli(1742505638683)
	secret := paytest.Keys().MercadoPagoSecret.Reveal()
	sign := func(at time.Duration) string {
		return mercadopagotest.Signature(secret, payment, requestID, fmt.Sprint(now.Add(at).UnixMilli()))
	}
	hash := func(signature string) string { return signature[strings.Index(signature, "v1="):] }
	good, ts := sign(0), fmt.Sprint(now.UnixMilli())
	seconds := fmt.Sprint(now.Unix())
	other := mercadopagotest.Signature("other", payment, requestID, ts)
	tests := []struct {
		name               string
		signature, request string
		query, body        string
		want               error
	}{
		{"signed", good, requestID, "data.id=12345678901&type=payment", `{}`, nil},
		{"in seconds", mercadopagotest.Signature(secret, payment, requestID, seconds), requestID, "data.id=12345678901&type=payment", `{}`, nil},
		{"kind in the body only", good, requestID, "data.id=12345678901", `{"type": "payment", "data": {"id": "999"}}`, nil},
		{"spaces", "ts = " + ts + " , V1 = " + hash(good)[3:], " " + requestID + " ", "data.id=12345678901&type=payment", ``, nil},
		{"two v1, the second is right", "ts=" + ts + "," + hash(other) + "," + hash(good), requestID, "data.id=12345678901&type=payment", ``, nil},
		{"another version too", good + ",v2=abc", requestID, "data.id=12345678901&type=payment", ``, nil},
		{"without a request's id", mercadopagotest.Signature(secret, payment, "", ts), "", "data.id=12345678901&type=payment", ``, nil},
		{"almost too old", sign(-5 * time.Minute), requestID, "data.id=12345678901&type=payment", ``, nil},

		{"not signed", "", requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"garbage", "this-is-garbage", requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"without ts", hash(good), requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"without v1", "ts=" + ts, requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"v2 only", "ts=" + ts + ",v2=" + hash(good)[3:], requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"another ts", "ts=1742505638684," + hash(good), requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"two ts", "ts=1," + good, requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"negative ts", mercadopagotest.Signature(secret, payment, requestID, "-1"), requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"ts with letters", mercadopagotest.Signature(secret, payment, requestID, "12a"), requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"another secret", other, requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"no secret", mercadopagotest.Signature("", payment, requestID, ts), requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"another payment", good, requestID, "data.id=12345678902&type=payment", ``, pay.ErrForged},
		{"another request", good, "other", "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"request's id taken away", good, "", "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"payment taken away", good, requestID, "type=payment", `{"data": {"id": "12345678901"}}`, pay.ErrForged},
		{"hash cut off", good[:len(good)-2], requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},
		{"hash with letters of two bytes", "ts=" + ts + ",v1=é" + hash(good)[5:], requestID, "data.id=12345678901&type=payment", ``, pay.ErrForged},

		{"old", sign(-5*time.Minute - time.Millisecond), requestID, "data.id=12345678901&type=payment", ``, pay.ErrOld},
		{"future", sign(5*time.Minute + time.Millisecond), requestID, "data.id=12345678901&type=payment", ``, pay.ErrOld},

		{"another kind", good, requestID, "data.id=12345678901&type=merchant_order", ``, pay.ErrIgnored},
		{"no kind", good, requestID, "data.id=12345678901", `no JSON`, pay.ErrIgnored},
		{"no payment", mercadopagotest.Signature(secret, "", requestID, ts), requestID, "type=payment", ``, pay.ErrIgnored},
		{"upper-case id, signed in lower case", mercadopagotest.Signature(secret, "ORD01", requestID, ts), requestID, "data.id=ORD01&type=order", ``, pay.ErrIgnored},
		{"upper-case id, signed as it is", upperSigned(secret, ts), requestID, "data.id=ORD01&type=order", ``, pay.ErrIgnored},
		{"a payment that is a path", mercadopagotest.Signature(secret, "../1", requestID, ts), requestID, "data.id=../1&type=payment", ``, pay.ErrIgnored},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			query, err := url.ParseQuery(test.query)
			if err != nil {
				t.Fatal(err)
			}
			header := http.Header{}
			header.Set("X-Signature", test.signature)
			header.Set("X-Request-Id", test.request)
			got, err := provider(t).Hear(header, query, []byte(test.body), now)
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if err == nil && (got.Payment != payment || got.ID == "") {
				t.Errorf("got %+v, want the payment %s", got, payment)
			}
			if err != nil && got != (pay.Event{}) {
				t.Errorf("got %+v with an error, want none", got)
			}
		})
	}
}

// A replay has the same id, whatever its body says.
func TestReplay(t *testing.T) {
	now := time.Now()
	header := http.Header{}
	header.Set("X-Request-Id", requestID)
	header.Set("X-Signature", mercadopagotest.Signature(paytest.Keys().MercadoPagoSecret.Reveal(), payment, requestID, strconv.FormatInt(now.UnixMilli(), 10)))
	query := url.Values{"data.id": {payment}, "type": {"payment"}}
	first, err := provider(t).Hear(header, query, []byte(`{"id": 1}`), now)
	if err != nil {
		t.Fatal(err)
	}
	second, err := provider(t).Hear(header, query, []byte(`{"id": 2}`), now)
	if err != nil || second != first {
		t.Errorf("got %+v, %v, want %+v", second, err, first)
	}
}

// Whatever is sent, only what is signed is heard.
func FuzzHear(f *testing.F) {
	f.Add("ts=1742505638683,v1=00", requestID, "data.id=1&type=payment", []byte(`{"type": "payment"}`))
	f.Add("ts=1,ts=2,v1=zz,", "", "data.id=%", []byte(`{`))
	f.Add(",,=,v1==", "\x00", "", []byte(nil))
	p := provider(f)
	now := time.UnixMilli(1742505638683)
	f.Fuzz(func(t *testing.T, signature, request, rawQuery string, body []byte) {
		query, _ := url.ParseQuery(rawQuery)
		header := http.Header{"X-Signature": {signature}, "X-Request-Id": {request}}
		if event, err := p.Hear(header, query, body, now); !errors.Is(err, pay.ErrForged) || event != (pay.Event{}) {
			t.Errorf("got %+v, %v, want that it is forged", event, err)
		}
		ts := fmt.Sprint(now.UnixMilli())
		id := strings.TrimSpace(query.Get("data.id"))
		header.Set("X-Signature", mercadopagotest.Signature(paytest.Keys().MercadoPagoSecret.Reveal(), id, strings.TrimSpace(request), ts))
		event, err := p.Hear(header, query, body, now)
		if err != nil && !errors.Is(err, pay.ErrIgnored) || err == nil && event.Payment != id {
			t.Errorf("signed: got %+v, %v, want the payment %q", event, err, id)
		}
	})
}
