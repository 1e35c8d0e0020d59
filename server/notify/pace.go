package notify

import "time"

const (
	perMinute = 3   // mails at most
	maxDigest = 100 // orders in one mail
)

// pace counts the mails of the current minute.
type pace struct {
	since time.Time // when the minute began
	sent  int
}

// left returns how many more mails may be sent in this minute.
func (p *pace) left(now time.Time) int {
	if now.Sub(p.since) >= time.Minute || now.Before(p.since) {
		p.since, p.sent = now, 0
	}
	return max(0, perMinute-p.sent)
}

// limit returns how many orders may be told of now.
func (p *pace) limit(now time.Time) int {
	if p.left(now) == 0 {
		return 0
	}
	return maxDigest
}

func (p *pace) count(now time.Time) {
	p.left(now)
	p.sent++
}
