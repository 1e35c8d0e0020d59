package site

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"reflect"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/app/shop"
	"carrito/app/ui/pages"

	"golang.org/x/net/html"
)

// shopWithPromos has several channels, and promo codes.
var shopWithPromos = strings.TrimSuffix(plainShop, "}") + `, "contact": {"whatsapp": "51999000111"},
	"orders": {"channels": [{"kind": "server"}, {"kind": "post", "url": "https://Orders.example:8443/new?shop=1"}, {"kind": "whatsapp"}],
	"delivery": [{"id": "envio", "name": "Envío", "zones": [{"id": "lima", "name": "Lima", "price": "10.00", "freeFrom": "150.00"}]},
		{"id": "recojo", "name": "Recojo", "pickup": true}],
	"tax": {"name": "IGV", "percent": "18", "included": true}, "minimum": "30.00",
	"promos": [{"code": "Verano-Oculto", "percent": "10", "minimum": "100.00"}, {"code": "  ÑANDÚ99 ", "amount": "15.00"}]}}`

var promoCodes = []string{"verano-oculto", "ñandú99"}

const hat = `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90"}]`

// settingsIn returns the settings that a page carries.
func settingsIn(t *testing.T, page *html.Node) pages.Settings {
	t.Helper()
	for n := range page.Descendants() {
		if n.Data == "script" && attribute(n, "id") == pages.SettingsID {
			set, err := pages.ReadSettings(n.FirstChild.Data)
			if err != nil {
				t.Fatal(err)
			}
			return set
		}
	}
	t.Fatal("got a page without settings")
	return pages.Settings{}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Pages carry every field of a promo but the code. The server still knows the
// code.
func TestPagesHidePromoCodes(t *testing.T) {
	s := load(t, shopWithPromos, hat)
	got := settingsIn(t, open(t, s, "/")).Shop.Orders
	want := s.Shop.Orders
	want.Promos = append([]shop.Promo(nil), want.Promos...)
	for i := range want.Promos {
		want.Promos[i].Code = ""
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got the settings\n%+v in the page, want\n%+v", got, want)
	}
	for i, p := range got.Promos {
		code := strings.ToUpper(promoCodes[i])
		if want := reference(code, p.Salt); p.Hash != want {
			t.Errorf("%s: got the hash %s, want %s", code, p.Hash, want)
		}
		if len(p.Salt) != 32 {
			t.Errorf("%s: got the salt %q, want 16 bytes in hexadecimal", code, p.Salt)
		}
	}
	if got.Promos[0].Salt == got.Promos[1].Salt {
		t.Error("got the same salt for two codes, want two salts")
	}
	terms := order.NewTerms(s.Shop)
	for _, code := range promoCodes {
		if _, ok := terms.Promo(code); !ok {
			t.Errorf("the server's terms: got no promo %q, want one", code)
		}
	}
}

// reference is PBKDF2 for one block (RFC 8018, section 5.2).
func reference(password, salt string) string {
	sign := func(text []byte) []byte {
		mac := hmac.New(sha256.New, []byte(password))
		mac.Write(text)
		return mac.Sum(nil)
	}
	u := sign(binary.BigEndian.AppendUint32([]byte(salt), 1))
	sum := append([]byte(nil), u...)
	for range order.HashRounds - 1 {
		u = sign(u)
		for i := range sum {
			sum[i] ^= u[i]
		}
	}
	return hex.EncodeToString(sum)
}

// The same shop.json gives the same salts and hashes at every start. Another
// shop has other salts, another code another hash.
func TestPromoHashesStay(t *testing.T) {
	promos := func(file string) []shop.Promo {
		hashedPromos.Clear()
		return load(t, file, hat).Shop.Orders.Promos
	}
	first := promos(shopWithPromos)
	if again := promos(shopWithPromos); !reflect.DeepEqual(again, first) {
		t.Errorf("got %v at the second start, want %v", again, first)
	}
	other := promos(strings.Replace(shopWithPromos, "Oculto", "Ocultos", 1))
	if other[0].Salt != first[0].Salt || other[0].Hash == first[0].Hash {
		t.Errorf("another code: got %v, want the salt of %v, which does not depend on the code, and another hash", other[0], first[0])
	}
	if other := promos(strings.Replace(shopWithPromos, "Tienda", "Otra", 1)); other[0].Salt == first[0].Salt {
		t.Errorf("another shop: got the same salt %s, want another", other[0].Salt)
	}
}

// A hash that is cached is not computed again.
func TestPromoHashesAreCached(t *testing.T) {
	hashedPromos.Clear()
	hashedPromos.Store("salt CODE", "cached")
	if hash, err := promoHash("CODE", "salt"); err != nil || hash != "cached" {
		t.Errorf("got %q, %v, want the cached hash", hash, err)
	}
}

// No page or file of a site contains a promo code, in any of its forms.
func TestNothingHasAPromoCode(t *testing.T) {
	served := load(t, shopWithPromos, hat)
	files, err := served.AsFiles("https://user.example/shop/")
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*Site{"": served, "/shop": files} {
		texts := map[string]string{"products": string(s.Products()), "robots": string(s.Robots("")), "headers": s.Policy()}
		for _, path := range append(s.PlainPaths(), "/nada", "/buscar?q=oculto") {
			texts[path] = string(document(t, s, name+path).HTML)
		}
		fixed, err := s.Fixed()
		if err != nil {
			t.Fatal(err)
		}
		for path, content := range fixed {
			texts[path] = string(content)
		}
		shell, err := s.shell()
		if err != nil {
			t.Fatal(err)
		}
		texts["shell"] = string(shell)
		for path, text := range texts {
			for _, code := range promoCodes {
				if path != "/buscar?q=oculto" && strings.Contains(strings.ToLower(text), code) {
					t.Errorf("%s%s: got the code %q, want none", name, path, code)
				}
			}
		}
	}
}

func TestPolicyLetsOrdersOut(t *testing.T) {
	tests := []struct{ name, url, want string }{
		{"no post channel", "", "connect-src 'self'"},
		{"an address", "https://orders.example/new?shop=1", "connect-src 'self' https://orders.example"},
		{"a port, and capitals", "https://Orders.example:8443/new", "connect-src 'self' https://orders.example:8443"},
		{"without encryption, on this machine", "http://localhost:9000", "connect-src 'self' http://localhost:9000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			channel := `{"kind": "server"}`
			if test.url != "" {
				channel = `{"kind": "post", "url": "` + test.url + `"}`
			}
			s := load(t, strings.TrimSuffix(plainShop, "}")+`, "orders": {"channels": [`+channel+`], "delivery": [{"id": "a", "name": "A"}]}}`, hat)
			var got string
			for directive := range strings.SplitSeq(s.Policy(), "; ") {
				if strings.HasPrefix(directive, "connect-src") {
					got = directive
				}
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
