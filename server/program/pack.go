package program

import (
	"encoding/binary"
	"slices"
)

// pack writes a module anew so that it is small when compressed: without custom
// sections, with few data segments, and, where strip says so, without what only
// stack traces show.
func pack(module []byte, strip bool) ([]byte, error) {
	header, all, err := sections(module)
	if err != nil {
		return nil, err
	}
	packed := slices.Clone(header)
	for _, s := range all {
		if s.id == customSection {
			continue
		}
		if s.id == dataSection {
			image, err := memory(s.body)
			if err != nil {
				return nil, err
			}
			if strip {
				if err := stripSymbols(image); err != nil {
					return nil, err
				}
			}
			s.body = data(image)
		}
		packed = append(packed, s.id)
		packed = binary.AppendUvarint(packed, uint64(len(s.body)))
		packed = append(packed, s.body...)
	}
	return packed, nil
}
