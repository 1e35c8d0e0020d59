//go:build js

package red

import (
	"os"
	"syscall/js"
	"testing"
)

func TestPass(t *testing.T) { t.Log("says nothing") }

func TestFail(t *testing.T) { t.Error("says why") }

func TestFailWithin(t *testing.T) {
	t.Run("good", func(*testing.T) {})
	t.Run("bad", func(t *testing.T) { t.Error("says why within") })
}

func TestSkip(t *testing.T) { t.Skip("has no reason") }

func TestSkipWithin(t *testing.T) {
	t.Run("left out", func(t *testing.T) { t.Skip("has no reason") })
}

func TestPanic(*testing.T) { panic("says what broke") }

func TestPanicElsewhere(t *testing.T) {
	go panic("says what broke elsewhere")
	select {}
}

// TestThrow causes a JavaScript exception that syscall/js does not catch.
func TestThrow(*testing.T) {
	js.Global().Call("eval", "globalThis.trap = { get broken() { throw Error('says what it threw') } }")
	js.Global().Get("trap").Get("broken")
}

func TestExit(*testing.T) { os.Exit(0) }

func TestHang(*testing.T) { select {} }

// TestZLast does not run after a test that ends the program.
func TestZLast(*testing.T) {}
