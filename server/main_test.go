package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"testing"
)

// measure is an environment variable. If it is set, the test binary runs a
// command line and prints how much memory it took from the system, in bytes.
const measure = "CARRITO_TEST_MEASURE"

func TestMain(m *testing.M) {
	runAsCommand()
	if os.Getenv(measure) == "" {
		os.Exit(m.Run())
	}
	if err := run(context.Background(), os.Args[1:], io.Discard, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	fmt.Println(memory.Sys)
}
