// The clock that google/uuid declares in a file that this build leaves out.

package uuid

import (
	"sync"
	"time"
)

var (
	timeMu  sync.Mutex
	timeNow = time.Now
)
