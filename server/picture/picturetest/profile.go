package picturetest

import (
	"encoding/binary"
	"math"
	"slices"
)

// Colorants of two colour spaces, as in ICC profiles: the XYZ values of red, green and
// blue.
var (
	DisplayP3 = [3][3]float64{{.51512, .24120, -.00105}, {.29198, .69225, .04189}, {.15710, .06657, .78407}}
	SRGB      = [3][3]float64{{.43607, .22249, .01392}, {.38515, .71687, .09708}, {.14307, .06061, .71410}}
)

// Profile returns an ICC profile with the given colorants and the curve of sRGB.
func Profile(colorants [3][3]float64) []byte {
	curve := slices.Concat([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), fixed(2.4, 1/1.055, .055/1.055, 1/12.92, .04045))
	tags := []struct {
		name    string
		content []byte
	}{
		{"wtpt", xyz(.9642, 1, .8249)},
		{"rXYZ", xyz(colorants[0][:]...)}, {"gXYZ", xyz(colorants[1][:]...)}, {"bXYZ", xyz(colorants[2][:]...)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var content []byte
	start := 128 + 4 + 12*len(tags)
	for _, tag := range tags {
		table = append(table, tag.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(start+len(content)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(tag.content)))
		content = append(content, tag.content...)
	}
	head := make([]byte, 128)
	binary.BigEndian.PutUint32(head, uint32(start+len(content)))
	copy(head[8:], "\x04\x00\x00\x00mntrRGB XYZ ")
	copy(head[36:], "acsp")
	copy(head[68:], fixed(.9642, 1, .8249))
	return slices.Concat(head, table, content)
}

// xyz returns a tag with the XYZ values of a colour.
func xyz(values ...float64) []byte {
	return append([]byte("XYZ \x00\x00\x00\x00"), fixed(values...)...)
}

// fixed encodes numbers as s15Fixed16, the format of ICC profiles.
func fixed(values ...float64) []byte {
	var b []byte
	for _, value := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(value*65536))))
	}
	return b
}
