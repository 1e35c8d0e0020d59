//go:build !unix

package kept

// lockFolder locks nothing here: only one program may change a file.
func lockFolder(string) (unlock func(), err error) { return func() {}, nil }
