//go:build js && wasm

package main

import (
	"errors"
	"fmt"
	"syscall/js"
	"time"

	"carrito/app/order"
	"carrito/app/shop"
	"carrito/app/ui"
)

// promoChecker returns what works out which published promo code was typed; see
// [ui.Store.CheckPromo]. It is nil where the browser does not hash, as over plain
// HTTP (Web Cryptography API), or the shop has no codes.
func promoChecker(store *ui.Store) func(typed string, found func(order.Promo, bool)) {
	subtle := optional(window, "crypto", "subtle")
	terms, err := order.NewTerms(store.Shop)
	if err != nil || !subtle.Truthy() {
		return nil
	}
	return func(typed string, found func(order.Promo, bool)) {
		answered := false
		answer := func(promo order.Promo, err error) {
			if answered {
				return
			}
			answered = true
			if err != nil { // who takes the order checks it
				fmt.Println("carrito: the promo code was not checked:", err)
				store.CheckPromo = nil
			}
			store.Do(func() { found(promo, err != nil || promo.Hash != "") })
		}
		go func() { answer(findPromo(subtle, terms.Promos, shop.NormalCode(typed))) }()
		time.AfterFunc(hashLimit, func() { answer(order.Promo{}, errHangs) })
	}
}

// hashLimit is how long a browser has to work out the hashes.
const hashLimit = 30 * time.Second

// findPromo returns the promo whose hash is that of a code, the zero Promo where
// there is none. Each hash takes a phone a tenth of a second, on purpose; the
// browser works it out on another thread.
func findPromo(subtle js.Value, promos []order.Promo, code string) (promo order.Promo, err error) {
	defer recovered(&err)
	if code == "" {
		return order.Promo{}, nil
	}
	key, err := await(subtle.Call("importKey", "raw", bytesOf(code), "PBKDF2", false, []any{"deriveBits"}))
	if err != nil {
		return order.Promo{}, err
	}
	for _, p := range promos {
		bits, err := await(subtle.Call("deriveBits", map[string]any{
			"name": "PBKDF2", "hash": "SHA-256", "salt": bytesOf(p.Salt), "iterations": order.HashRounds,
		}, key, 256))
		if err != nil {
			return order.Promo{}, err
		}
		switch sum := hexOf(window.Get("Uint8Array").New(bits)); {
		case len(sum) != len(p.Hash):
			return order.Promo{}, errors.New("deriveBits returns no hash")
		case sum == p.Hash:
			return p, nil
		}
	}
	return order.Promo{}, nil
}

func bytesOf(text string) js.Value {
	array := window.Get("Uint8Array").New(len(text))
	js.CopyBytesToJS(array, []byte(text))
	return array
}

func hexOf(array js.Value) string {
	const digits = "0123456789abcdef"
	sum := make([]byte, array.Length())
	js.CopyBytesToGo(sum, array)
	text := make([]byte, 0, 2*len(sum))
	for _, b := range sum {
		text = append(text, digits[b>>4], digits[b&15])
	}
	return string(text)
}
