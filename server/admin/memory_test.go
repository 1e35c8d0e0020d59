package admin_test

import (
	"net/http"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"

	"carrito/server/admin"
)

// heldMemory returns the memory that the process holds, in MiB.
func heldMemory() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int((m.HeapSys - m.HeapReleased) >> 20)
}

// Checking passwords leaves no memory in use, however many requests come at
// once.
func TestSignInGivesMemoryBack(t *testing.T) {
	admin.UseRealHashing(t)
	o := newOwner(t, "")
	o.setPassword(password)
	debug.FreeOSMemory()
	before := heldMemory()
	var running sync.WaitGroup
	for range 5 {
		running.Go(func() {
			if got := o.signIn("una contraseña falsa"); got.status == http.StatusSeeOther {
				t.Error("got signed in with a wrong password, want it refused")
			}
		})
	}
	running.Wait()
	if after := heldMemory(); after > before+32 {
		t.Errorf("got %d MiB after five wrong passwords, want at most 32 more than the %d before", after, before)
	}
}
