package browser

import "testing"

func TestHash(t *testing.T) {
	if !CanHash() {
		t.Fatal("got a browser that cannot hash, want one that can at this address")
	}
	// Python: hashlib.pbkdf2_hmac("sha256", "ALPACA10".encode(), b"sal", 100_000)
	got, err := Hash("ALPACA10", "sal")
	if want := "5663b3d0c59730699058620ed5f2f558a92a9cd02c99f0c51a7e261b15ba0ac2"; got != want || err != nil {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestHashOverPlainHTTP(t *testing.T) {
	tests := []struct{ name, crypto string }{
		{"no subtle", "return {}"},
		{"no crypto", "return undefined"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, window, "crypto", script(test.crypto))
			if CanHash() {
				t.Error("got a browser that can hash, want one that cannot")
			}
			_, err := Hash("ALPACA10", "sal")
			checkError(t, err, "the browser: ")
		})
	}
}

func TestHashRefused(t *testing.T) {
	tests := []struct{ name, subtle string }{
		{"no key", "return { importKey: () => Promise.reject(Error('no key')) }"},
		{"no bits", "return { importKey: () => Promise.resolve({}), deriveBits: () => Promise.reject(Error('no bits')) }"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, window, "crypto", object("subtle", script(test.subtle)))
			_, err := Hash("ALPACA10", "sal")
			checkError(t, err, "JavaScript error: no ")
		})
	}
}
