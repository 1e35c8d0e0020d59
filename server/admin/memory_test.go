package admin_test

import (
	"net/http"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"

	"carrito/server/admin"
)

// held returns the memory that the process keeps from others, in MiB.
func held() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int((m.HeapSys - m.HeapReleased) >> 20)
}

// Wrong passwords cost no memory once they are refused, however many come at once.
func TestSignInGivesMemoryBack(t *testing.T) {
	admin.UseRealHashing(t)
	o := newOwner(t, "")
	o.setPassword(password)
	debug.FreeOSMemory()
	before := held()
	var running sync.WaitGroup
	for range 5 {
		running.Go(func() {
			if got := o.signIn("una contraseña falsa"); got.status == http.StatusSeeOther {
				t.Error("got signed in, want it refused")
			}
		})
	}
	running.Wait()
	if after := held(); after > before+32 {
		t.Errorf("got %d MiB held after five wrong passwords and %d before", after, before)
	}
}
