package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"time"

	settings "carrito/app/shop"
	"carrito/server/cashier"
	"carrito/server/clientip"
	"carrito/server/httpd"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
	"carrito/server/pay/mercadopago"
	"carrito/server/pay/mercadopagotest"
	"carrito/server/pay/stripe"
	"carrito/server/pay/stripetest"
	"carrito/server/site"
)

// payOptions holds what serve knows of providers of payments.
type payOptions struct {
	sandbox   *bool
	providers cashier.Providers
}

func payFlags(flags *flag.FlagSet) *payOptions {
	return &payOptions{sandbox: flags.Bool("pay-sandbox", false, "take payments by "+mercadopago.Kind+" and "+stripe.Kind+" on pages that pretend to, so that nobody pays anything")}
}

// prepare makes the providers for which there are keys. It leaves out of the shop the
// ways of paying that have none, and logs them.
func (p *payOptions) prepare(files *site.Files, logger *log.Logger) error {
	keys, err := pay.FromEnvironment(os.Getenv)
	if err != nil {
		return err
	}
	p.providers = cashier.Providers{}
	if *p.sandbox && keys.Any() {
		return errors.New("-pay-sandbox pretends payments, and keys for real ones are set: leave out one of the two")
	}
	if *p.sandbox { // they are made once their address is known
		return nil
	}
	missing := map[string]error{}
	if provider, err := mercadopago.New(keys, mercadopago.Options{}); err != nil {
		missing[mercadopago.Kind] = err
	} else {
		p.providers[mercadopago.Kind] = provider
	}
	if provider, err := stripe.New(keys, stripe.Options{}); err != nil {
		missing[stripe.Kind] = err
	} else {
		p.providers[stripe.Kind] = provider
	}
	for _, kind := range settings.PaymentKinds {
		if kind.Hosted && p.providers[kind.Name] == nil {
			files.Without = append(files.Without, kind.Name)
		}
	}
	shop, err := site.LoadShop(files.Shop)
	if err != nil {
		return nil // the shop names all its faults when it is loaded
	}
	for _, means := range shop.Payments {
		if err := missing[means.Kind]; err != nil {
			logger.Printf("%s is not offered: %s", means.Kind, strings.ReplaceAll(err.Error(), "\n", ", "))
		}
	}
	return nil
}

// openSandbox makes providers that pretend, and serves their pages with the shop.
func (p *payOptions) openSandbox(shop *httpd.Handler, listeners []net.Listener, logger *log.Logger) error {
	if !*p.sandbox {
		return nil
	}
	listener := listeners[0]
	address, err := netip.ParseAddrPort(listener.Addr().String())
	if err != nil || !address.Addr().IsLoopback() {
		return fmt.Errorf("-pay-sandbox is for this machine alone, since anybody could make orders paid: listen at localhost, not at %s", listener.Addr())
	}
	port := strconv.Itoa(int(address.Port()))
	base := "http://localhost:" + port + shop.Prefix()
	keys := pay.Keys{MercadoPagoToken: anyKey(), MercadoPagoSecret: anyKey(), StripeKey: anyKey(), StripeSecret: anyKey()}
	at := func(kind string, handler func(base string) http.Handler) string {
		path := "/sandbox/" + kind
		shop.Handle(path+"/", http.StripPrefix(path, handler(base+path)))
		return base + path
	}
	hook := base + cashier.HookAddress + stripe.Kind
	mercadopagoAPI := at(mercadopago.Kind, func(base string) http.Handler { return mercadopagotest.New(base, keys) })
	stripeAPI := at(stripe.Kind, func(base string) http.Handler { return stripetest.New(base, hook, keys) })
	var faults [2]error
	p.providers[mercadopago.Kind], faults[0] = mercadopago.New(keys, mercadopago.Options{API: mercadopagoAPI})
	p.providers[stripe.Kind], faults[1] = stripe.New(keys, stripe.Options{API: stripeAPI})
	logger.Printf("payments are pretended; %s/sandbox/ and %s/sandbox/ list them", mercadopagoAPI, stripeAPI)
	return errors.Join(faults[:]...)
}

func anyKey() pay.Secret { return pay.NewSecret(rand.Text()) }

// handle adds the webhooks to the shop, and asks providers until ctx is done.
func (p *payOptions) handle(ctx context.Context, shop *httpd.Handler, store *orderdb.Store, forwarded *clientip.Forwarded, logger *log.Logger) *cashier.Cashier {
	c := cashier.New(p.providers, store.Payments(), func() *settings.Shop { return shop.Site().Shop }, logger)
	shop.Handle(cashier.HookAddress, forwarded.Watch(cashier.NewHook(ctx, c, forwarded.Proxies)))
	go c.Run(ctx, time.Second)
	return c
}

// providerOf returns by whose provider an order is paid that has a way of paying.
func providerOf(s *settings.Shop, means string) string {
	for _, payment := range s.Payments {
		if kind, _ := settings.PaymentKindOf(payment.Kind); kind.Hosted && payment.Ident() == means {
			return payment.Kind
		}
	}
	return ""
}
