package list

import (
	"fmt"
	"net/url"
	"testing"
)

// An address of 8 kB with as many filters as it can hold is read in few steps.
func TestManyFiltersAreRead(t *testing.T) {
	query := url.Values{}
	for i := range 300 {
		query.Add(fmt.Sprint("o.", i), "1")
	}
	if n := testing.AllocsPerRun(1, func() { Read(query, 1) }); n > 6_000 {
		t.Errorf("got %.0f allocations for 300 filters, want a few for each", n)
	}
}
