package picture

import "encoding/binary"

// orientationTag is the EXIF tag of the orientation.
const orientationTag = 0x112

// orientation returns the orientation in EXIF data, which is a TIFF file. It returns 1,
// for upright, if it cannot read one.
func orientation(exif []byte) int {
	if len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(exif[4:]))
	if at+2 > int64(len(exif)) {
		return 1
	}
	entries := exif[at+2:]
	for range order.Uint16(exif[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == orientationTag {
			if value := int(order.Uint16(entries[8:])); value >= 1 && value <= 8 {
				return value
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

// exifOf returns EXIF data with the orientation and nothing else.
func exifOf(orientation int) []byte {
	return []byte{
		'M', 'M', 0, 42, 0, 0, 0, 8, // the list of tags begins at 8
		0, 1, // one tag
		orientationTag >> 8, orientationTag & 0xff, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0, // one short number
		0, 0, 0, 0, // no further list
	}
}
