//go:build js && wasm

package browser

import (
	"syscall/js"

	"carrito/app/order"
)

// CanHash reports whether the browser can hash promo codes. It cannot over plain
// HTTP (Web Cryptography API).
func CanHash() bool { return optional(window, "crypto", "subtle").Truthy() }

// Hash returns the hash of a promo code as [order.HashRounds] describes it, in
// hexadecimal. It takes a phone a tenth of a second, on purpose; the browser
// works on another thread.
func Hash(code, salt string) (sum string, err error) {
	defer recovered(&err)
	subtle := optional(window, "crypto", "subtle")
	key, err := await(subtle.Call("importKey", "raw", bytesOf(code), "PBKDF2", false, []any{"deriveBits"}))
	if err != nil {
		return "", err
	}
	bits, err := await(subtle.Call("deriveBits", object("name", "PBKDF2", "hash", "SHA-256", "salt", bytesOf(salt), "iterations", order.HashRounds), key, 256))
	if err != nil {
		return "", err
	}
	return hexOf(window.Get("Uint8Array").New(bits)), nil
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
