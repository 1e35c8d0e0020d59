package search

// FilesOf is [Index.Files] with parts of a given size.
func FilesOf(x *Index, full int) (dictionary []byte, parts [][]byte) { return x.files(full) }
