package browser

import (
	"math"
	"strconv"

	"carrito/app/outbox"
)

// retryAfter returns for how long a Retry-After field asks the client to wait,
// in milliseconds (RFC 9110, 10.2.3). The field is a number of seconds or a date;
// date is what the browser's Date.parse makes of the field.
func retryAfter(field string, date float64, now int64) int64 {
	if seconds, err := strconv.Atoi(field); err == nil {
		return min(int64(seconds), outbox.MaxRetryAfter/1000) * 1000
	}
	if math.IsNaN(date) {
		return 0
	}
	return int64(date) - now
}
