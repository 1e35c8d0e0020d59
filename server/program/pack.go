package program

import "slices"

// pack rewrites a module so that it compresses well: without custom sections, except the
// list of a start's functions, with few data segments, and, if strip is set, without
// data that only stack traces show.
func pack(module []byte, strip bool) ([]byte, error) {
	header, all, err := sections(module)
	if err != nil {
		return nil, err
	}
	packed := slices.Clone(header)
	for _, s := range all {
		if s.id == customSection && !isNamed(s.body, startSection) {
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
		packed = s.append(packed)
	}
	return packed, nil
}
