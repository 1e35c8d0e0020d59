// Replaces go-app's crypto.go. The shop encrypts nothing in the browser.

package app

import "github.com/maxence-charriere/go-app/v10/pkg/errors"

func encrypt(string, []byte) ([]byte, error) {
	return nil, errors.New("encryption is not in this build")
}

func decrypt(string, []byte) ([]byte, error) {
	return nil, errors.New("decryption is not in this build")
}
