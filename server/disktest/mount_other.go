//go:build !linux

package disktest

import "errors"

func mount(string, int) error { return errors.New("disks can be mounted only on Linux") }

func unmount(string) error { return nil }
