package pay

// crc returns the CRC-16/CCITT-FALSE of s (ISO/IEC 13239, polynomial 0x1021, initial
// value 0xFFFF) as four hexadecimal digits.
func crc(s string) string {
	sum := uint16(0xffff)
	for i := range len(s) {
		sum ^= uint16(s[i]) << 8
		for range 8 {
			carry := sum&0x8000 != 0
			sum <<= 1
			if carry {
				sum ^= 0x1021
			}
		}
	}
	const hex = "0123456789ABCDEF"
	return string([]byte{hex[sum>>12], hex[sum>>8&15], hex[sum>>4&15], hex[sum&15]})
}
