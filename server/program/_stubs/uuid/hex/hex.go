// Package hex stands in for encoding/hex within google/uuid, which writes UUIDs
// with it: the one of the standard library brings fmt along.
package hex

const digits = "0123456789abcdef"

// Encode writes src to dst, two hexadecimal digits for each byte.
func Encode(dst, src []byte) int {
	for i, b := range src {
		dst[2*i], dst[2*i+1] = digits[b>>4], digits[b&15]
	}
	return 2 * len(src)
}
