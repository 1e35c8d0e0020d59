package admin

import "time"

// SetPatience sets how long a challenge waits for its response.
func (h *Handler) SetPatience(d time.Duration) { h.patience = d }
