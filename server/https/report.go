package https

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/mholt/acmez/v3/acme"
	"go.uber.org/zap/zapcore"
)

// report logs what becomes of the certificates, each in one sentence.
type report struct {
	log       *log.Logger
	domains   []string
	directory string

	mu     sync.Mutex
	failed string // the latest failure, which certmagic tells more than once
}

// wants reports whether an event is logged.
func (*report) wants(event string) bool {
	return event == "cert_obtained" || event == "cert_failed" || event == "cert_ocsp_revoked"
}

// event logs an event of certmagic.
func (r *report) event(_ context.Context, event string, data map[string]any) error {
	domain, _ := data["identifier"].(string)
	renewal, _ := data["renewal"].(bool)
	switch event {
	case "cert_obtained":
		r.log.Printf("there is a new certificate for %s", domain)
	case "cert_failed":
		err, _ := data["error"].(error)
		remaining, _ := data["remaining"].(time.Duration)
		r.mu.Lock()
		r.failed = fmt.Sprint(err)
		r.mu.Unlock()
		r.log.Print(sentence(domain, r.directory, err, renewal, remaining))
	case "cert_ocsp_revoked":
		r.log.Printf("the certificate authority has revoked a certificate for %v; the server asks for a new one", data["subjects"])
	}
	return nil
}

// sentence says why there is no new certificate, and what follows.
func sentence(domain, directory string, err error, renewal bool, remaining time.Duration) string {
	then := "browsers cannot open the shop until there is one; the server tries again by itself"
	if renewal && remaining > 0 {
		then = fmt.Sprintf("the present one stays in use and is valid for %s more; the server tries again by itself", span(remaining))
	} else if renewal {
		then = "the present one has run out, so browsers warn of it; the server tries again by itself"
	}
	return fmt.Sprintf("there is no new certificate for %s: %s; %s", domain, reason(domain, directory, err), then)
}

// span writes a duration in days, hours or seconds.
func span(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	case d >= 2*time.Hour:
		return fmt.Sprintf("%d hours", d/time.Hour)
	}
	return d.Round(time.Second).String()
}

const lost = "the certificate authority does not find this server at %s; the DNS record must lead to this machine, with ports 80 and 443 open to the internet, and nothing may answer in its place"

// problems are the kinds of errors of RFC 8555 (section 6.7) that the owner can do
// something about. %s is the domain.
var problems = []struct{ kind, reason string }{
	{acme.ProblemTypeRateLimited, "the certificate authority gives no more for now, because %s has asked too often"},
	{acme.ProblemTypeDNS, "the DNS has no address for %s; add an A or AAAA record that leads to this machine"},
	{acme.ProblemTypeConnection, lost},
	{acme.ProblemTypeTLS, lost},
	{acme.ProblemTypeUnauthorized, lost},
	{acme.ProblemTypeIncorrectResponse, lost},
	{acme.ProblemTypeCAA, "a CAA record in the DNS of %s allows only other certificate authorities"},
	{acme.ProblemTypeRejectedIdentifier, "the certificate authority gives none for %s"},
	{acme.ProblemTypeInvalidContact, "the certificate authority refuses the address of -email; %s needs none"},
	{acme.ProblemTypeExternalAccountRequired, "the certificate authority gives certificates only to accounts made on its own pages, which carrito does not support; %s needs another one"},
}

// reason says in words why an authority gave no certificate.
func reason(domain, directory string, err error) string {
	var problem acme.Problem
	if errors.As(err, &problem) {
		for _, known := range problems {
			if problem.Type == known.kind {
				return fmt.Sprintf(known.reason, domain) + detail(problem.Detail)
			}
		}
		return "the certificate authority refuses it" + detail(problem.Detail)
	}
	var network net.Error
	var address *url.Error
	if errors.As(err, &network) || errors.As(err, &address) {
		host := directory
		if u, parseErr := url.Parse(directory); parseErr == nil && u.Host != "" {
			host = u.Host
		}
		return "the certificate authority at " + host + " cannot be reached" + detail(innermost(err).Error())
	}
	return innermost(err).Error()
}

// innermost returns the error that an error wraps, at the very inside.
func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

// detail returns what an authority says of a problem, in parentheses.
func detail(text string) string {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return ""
	}
	const most = 300
	if letters := []rune(text); len(letters) > most {
		text = string(letters[:most]) + "…"
	}
	return " (" + text + ")"
}

// core returns the end of certmagic's log, which passes on what no event tells: a
// folder that cannot be written, and faults of the library.
func (r *report) core() zapcore.Core { return logCore{r} }

type logCore struct{ report *report }

func (c logCore) Enabled(level zapcore.Level) bool  { return level >= zapcore.ErrorLevel }
func (c logCore) With([]zapcore.Field) zapcore.Core { return c }
func (c logCore) Sync() error                       { return nil }
func (c logCore) Check(e zapcore.Entry, to *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if c.Enabled(e.Level) && passedOn[e.Message] {
		return to.AddCore(e, c)
	}
	return to
}

// passedOn are the messages of certmagic that no event tells.
var passedOn = map[string]bool{"initiating certificate management": true, "job failed": true, "panic": true}

// Write logs an entry, unless it tells the failure that an event has told.
func (c logCore) Write(e zapcore.Entry, fields []zapcore.Field) error {
	values := zapcore.NewMapObjectEncoder()
	for _, field := range fields {
		field.AddTo(values)
	}
	text := fmt.Sprint(values.Fields["error"])
	c.report.mu.Lock()
	told := c.report.failed != "" && strings.Contains(text, c.report.failed)
	c.report.mu.Unlock()
	if !told && text != context.Canceled.Error() {
		c.report.log.Printf("certificates: %s", text)
	}
	return nil
}
