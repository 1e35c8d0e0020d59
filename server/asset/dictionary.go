package asset

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"iter"
	"net/http"
	"strings"
)

// Dictionaries are the earlier versions of an asset that the server still has. A
// browser that has one too needs only what changed since (RFC 9842).
type Dictionaries struct {
	Match string          // matches the last element of the addresses of all versions: "app.*.wasm"
	Held  iter.Seq[*Body] // those in memory
	Cache *Cache          // has others in its folder; may be nil
}

// use returns the value of the header Use-As-Dictionary. The pattern is relative to
// the address of the answer, so it fits a shop under any path. It names no
// destinations, because pages, workers and preloads load the same files. It has no
// id, because the hash tells which version a browser has.
func (d Dictionaries) use() []string { return []string{`match="` + d.Match + `"`} }

// find returns the content with the given hash, and whether the server has it. The
// content is nil if it is not fit to be used.
func (d Dictionaries) find(sum string) (content []byte, found bool) {
	for body := range d.Held {
		if body.sum == sum {
			return body.Content(), true
		}
	}
	return d.Cache.content(sum)
}

// dictionarySum returns the hash in the lines of Available-Dictionary, in
// hexadecimal. It reports false if there is none or the header is malformed.
func dictionarySum(lines []string) (sum string, ok bool) {
	if len(lines) != 1 {
		return "", false
	}
	encoded := strings.Trim(lines[0], " ")
	if want := len("::") + base64.StdEncoding.EncodedLen(sha256.Size); len(encoded) != want || encoded[0] != ':' || encoded[want-1] != ':' {
		return "", false
	}
	hash, err := base64.StdEncoding.DecodeString(encoded[1 : len(encoded)-1])
	if err != nil || len(hash) != sha256.Size {
		return "", false
	}
	return hex.EncodeToString(hash), true
}

// allowsDelta reports whether an answer to a request with these headers may depend
// on a dictionary. Other origins get none, so that sizes tell them nothing (RFC 9842,
// 9.3). Nothing in an asset is private: it is public and the same for everyone.
func allowsDelta(header http.Header) bool {
	site := header.Get("Sec-Fetch-Site")
	return site == "" || site == "same-origin"
}

// deltaQuality returns the quality value of the coding dcz in the lines of
// Accept-Encoding. "*" does not stand for dcz, because a client that knows dcz names
// it.
func deltaQuality(lines []string) (best float64) {
	for _, line := range lines {
		for line != "" {
			var name string
			var q float64
			var ok bool
			if name, q, ok, line = cutAccepted(line); ok && strings.EqualFold(name, deltaCoding) {
				best = q
			}
		}
	}
	return best
}
