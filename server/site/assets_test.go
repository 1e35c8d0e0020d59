package site

import (
	"testing"

	"carrito/server/asset"
)

func TestCutHash(t *testing.T) {
	body := asset.New("", []byte("content"), asset.Fast)
	for address, want := range map[string]string{
		HashedName("/web/app.wasm", body):          "app.*.wasm",
		HashedName("/web/wasm_exec.js", body):      "wasm_exec.*.js",
		"/web/assets/a.b.0123456789abcdef.json":    "a.b.*.json",
		"/web/assets/app.wasm":                     "",
		"/web/assets/app.0123456789abcde.wasm":     "",
		"/web/assets/app.0123456789abcdeg.wasm":    "",
		"/web/assets/.0123456789abcdef.wasm":       "",
		"/web/assets/0123456789abcdef.wasm":        "",
		"/web/assets/a/app.0123456789abcdef.wasm":  "",
		"/web/other/app.0123456789abcdef.wasm":     "",
		"/web/assets/app.0123456789abcdef.wasm.br": "",
		"": "",
	} {
		pattern, hash, ok := CutHash(address)
		if pattern != want || ok != (want != "") || ok != (hash != "") {
			t.Errorf("%s: got %q, %q, %t, want %q", address, pattern, hash, ok, want)
		}
	}
	if _, hash, _ := CutHash(HashedName("/web/app.wasm", body)); hash != body.Hash() {
		t.Errorf("got the hash %s, want %s", hash, body.Hash())
	}
}
