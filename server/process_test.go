package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// asCommand is an environment variable. If it is set, the test binary runs as
// the shop's command.
const asCommand = "CARRITO_TEST_COMMAND"

// runAsCommand runs the command line as the shop's command if asCommand is set,
// and prints the status of the process.
func runAsCommand() {
	if os.Getenv(asCommand) == "" {
		return
	}
	err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	status, _ := os.ReadFile("/proc/self/status") // Linux only; VmHWM is the peak memory
	os.Stderr.Write(status)
	if err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

// process returns the shop's command as a separate process.
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
