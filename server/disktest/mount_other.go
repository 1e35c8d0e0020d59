//go:build !linux

package disktest

import "errors"

func mount(string, int) error { return errors.New("disks are mounted on Linux only") }

func unmount(string) error { return nil }
