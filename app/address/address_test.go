package address_test

import (
	"testing"

	"carrito/app/address"
)

func TestSite(t *testing.T) {
	root := &address.Site{}
	under := &address.Site{Base: "https://shop.example/", Prefix: "/shop", Folders: true}
	open := &address.Site{Base: "https://shop.example", Origin: "https://www.shop.example", Prefix: "/shop"}
	tests := []struct{ name, got, want string }{
		{"link", root.Href(address.Cart), "/carrito"},
		{"link to the home page in folders", under.Href(address.Home), "/shop/"},
		{"link in folders", under.Href(address.Cart), "/shop/carrito/"},
		{"link with a query in folders", under.Href(address.Variant(3, 2)), "/shop/producto/3/?variante=2"},
		{"product without a variant", root.Href(address.Variant(3, 0)), "/producto/3"},
		{"category in need of an escape", address.Category("ropa & más"), "/categoria/ropa%20&%20m%C3%A1s"},
		{"full address", under.Full("/producto/3"), "https://shop.example/producto/3/"},
		{"full address of an unknown host", root.Full("/producto/3"), "/producto/3"},
		{"file", under.File("/web/images/a.jpg"), "https://shop.example/web/images/a.jpg"},
		{"file on another host", under.File("https://cdn.example/a.jpg"), "https://cdn.example/a.jpg"},
		{"address on the open host", open.Here(address.Cart), "https://www.shop.example/shop/carrito"},
		{"address on no open host", under.Here(address.Cart), under.Full(address.Cart)},
		{"an order's page", under.Served(address.OrderPage("q83v")), "https://shop.example/pedido/q83v"},
		{"an order's page on the open host", open.Served(address.OrderPage("q83v")), "https://www.shop.example/shop/pedido/q83v"},
		{"that an order is paid", root.Served(address.PaidPage("q83v")), "/pedido/q83v/pagado"},
		{"the payment of an order", root.Served(address.PayPage("q83v")), "/pedido/q83v/pagar"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.got != test.want {
				t.Errorf("got %q, want %q", test.got, test.want)
			}
		})
	}
}

func TestWithin(t *testing.T) {
	tests := []struct {
		prefix, path, want string
		ok                 bool
	}{
		{"", "/", "/", true},
		{"", "/carrito/", "/carrito", true},
		{"/shop", "/shop", "/", true},
		{"/shop", "/shop/carrito", "/carrito", true},
		{"/shop", "/shopping", "/ping", false},
		{"/shop", "/carrito", "/carrito", false},
	}
	for _, test := range tests {
		if got, ok := (&address.Site{Prefix: test.prefix}).Within(test.path); got != test.want || ok != test.ok {
			t.Errorf("%q in %q: got %q, %v, want %q, %v", test.path, test.prefix, got, ok, test.want, test.ok)
		}
	}
}
