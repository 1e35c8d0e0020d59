// Package hex replaces encoding/hex in google/uuid, which formats UUIDs with it. The
// one of the standard library depends on fmt.
package hex

const digits = "0123456789abcdef"

// Encode writes src to dst, two hexadecimal digits for each byte.
func Encode(dst, src []byte) int {
	for i, b := range src {
		dst[2*i], dst[2*i+1] = digits[b>>4], digits[b&15]
	}
	return 2 * len(src)
}
