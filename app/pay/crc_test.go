package pay

import "testing"

func TestCRC(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"the check value of CRC-16/CCITT-FALSE", "123456789", "29B1"},
		{"nothing", "", "FFFF"},
		{"a letter", "A", "B915"},
		{"leading zeros count", "\x00", "E1F0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := crc(tt.text); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
