package search

import "encoding/binary"

// Words are stored in records: how many bytes the word shares with the one before, how
// many follow, these bytes, the length of the content, and the content. Words are sorted
// by their folded forms.

// appendRecord appends the record of a word that follows another.
func appendRecord(out []byte, before, word string, content []byte) []byte {
	shared := sharedBytes(before, word)
	out = append(out, byte(shared), byte(len(word)-shared))
	out = append(out, word[shared:]...)
	return append(binary.AppendUvarint(out, uint64(len(content))), content...)
}

// sharedBytes returns the number of bytes with which both texts begin.
func sharedBytes(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// records visits records until visit returns false. What is not a record ends them.
func records(data []byte, visit func(word string, content []byte) bool) {
	r := reader{data}
	var word []byte
	for len(r.data) > 0 {
		shared, further := r.number(), r.number()
		word = append(word[:min(shared, len(word))], r.bytes(further)...)
		if !visit(string(word), r.bytes(r.number())) {
			return
		}
	}
}

// reader reads bytes that may be anything. What goes on after the end is 0 or empty.
type reader struct{ data []byte }

func (r *reader) number() int {
	n, length := binary.Uvarint(r.data)
	if length <= 0 || n > 1<<30 {
		r.data = nil
		return 0
	}
	r.data = r.data[length:]
	return int(n)
}

func (r *reader) bytes(n int) []byte {
	n = min(n, len(r.data))
	read := r.data[:n]
	r.data = r.data[n:]
	return read
}
