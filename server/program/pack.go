package program

import (
	"encoding/binary"
	"slices"
)

// pack rewrites a module so that it compresses well: without custom sections, with few
// data segments, and, if strip is set, without data that only stack traces show.
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
