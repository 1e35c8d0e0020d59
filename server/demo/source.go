//go:build !release

package demo

var archive []byte
