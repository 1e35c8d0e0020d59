package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// asCommand is the variable that makes the test's program the shop's.
const asCommand = "CARRITO_TEST_COMMAND"

// runAsCommand is the shop's command, where the environment says so, and prints
// what the process took.
func runAsCommand() {
	if os.Getenv(asCommand) == "" {
		return
	}
	err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	status, _ := os.ReadFile("/proc/self/status") // of Linux; VmHWM in it is the most memory there was
	os.Stderr.Write(status)
	if err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

// process returns the shop's command as a process of its own.
func process(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), program, args...)
	c.Env = append(os.Environ(), asCommand+"=1")
	return c
}
