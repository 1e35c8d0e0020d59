package notify

import (
	"context"
	"fmt"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"carrito/app/shop"
	"carrito/server/cldr"
	"carrito/server/cleartext"
	"carrito/server/safelog"
	"carrito/server/words"

	gomail "github.com/wneessen/go-mail"
)

// Mail sends orders by mail.
type Mail struct {
	Server *url.URL // see [SMTPVariable]
	From   *mail.Address
	To     []*mail.Address
	Shop   func() *shop.Shop // the shop as it is now
}

// Send sends one mail. Its Message-ID is derived from the order's number, so that
// a mail sent twice can be recognized.
func (m *Mail) Send(ctx context.Context, n News) error {
	message, err := m.message(n)
	if err != nil {
		return err
	}
	return m.send(ctx, message)
}

// SendAll sends several orders in one mail.
func (m *Mail) SendAll(ctx context.Context, all []News) error {
	message, err := m.digest(all)
	if err != nil {
		return err
	}
	return m.send(ctx, message)
}

// send sends a mail. It returns as soon as ctx is done; go-mail would wait for a
// silent server.
func (m *Mail) send(ctx context.Context, message *gomail.Msg) error {
	client, err := m.client(ctx)
	if err != nil {
		return err
	}
	sent := make(chan error, 1)
	go func() { sent <- client.DialAndSendWithContext(ctx, message) }()
	select {
	case err := <-sent:
		return m.secrets().HideError(err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// secrets are what no error of the server may repeat.
func (m *Mail) secrets() safelog.Secrets {
	password, _ := m.Server.User.Password()
	return append(safelog.Password(m.Server.String()), password)
}

// client returns a client for the server. Only on this machine may a mail go
// unencrypted.
func (m *Mail) client(ctx context.Context) (*gomail.Client, error) {
	host, secure := m.Server.Hostname(), m.Server.Scheme == "smtps"
	port := 587
	if secure {
		port = 465
	}
	if text := m.Server.Port(); text != "" {
		var err error
		if port, err = strconv.Atoi(text); err != nil {
			return nil, err
		}
	}
	timeout := patience // go-mail's own
	if deadline, ok := ctx.Deadline(); ok {
		timeout = min(timeout, max(time.Until(deadline), time.Millisecond))
	}
	options := []gomail.Option{gomail.WithPort(port), gomail.WithTimeout(timeout)}
	switch {
	case secure:
		options = append(options, gomail.WithSSL())
	case cleartext.IsLocal(host):
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if user := m.Server.User; user != nil {
		password, _ := user.Password()
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(user.Username()), gomail.WithPassword(password))
	}
	return gomail.NewClient(host, options...)
}

// message returns the mail. Every header that has something of the shopper's
// in it is written by net/mail or go-mail, which encode it; line breaks are
// taken out besides.
func (m *Mail) message(news News) (*gomail.Msg, error) {
	s := m.Shop()
	o, w := news.Order, words.In(s.Language)
	message, err := m.envelope(s, news.id(), m.To)
	if err != nil {
		return nil, err
	}
	if o.Customer.Email != "" {
		reply, err := mail.ParseAddress(o.Customer.Email)
		if err == nil { // else there is nobody to reply to, and the mail says what was given
			message.ReplyToMailAddress(&mail.Address{Name: oneLine(o.Customer.Name), Address: reply.Address})
		}
	}
	number, total := words.Number(o.ID), cldr.InCurrency(s, o.Currency).Money.Text(o.Figures.Total)
	subject := w.MailSubject(number, total)
	if news.About != "" {
		subject = w.PayMailSubject(number, total, w.PayStates[string(news.About)])
	}
	message.Subject(oneLine(subject))
	message.SetBodyString(gomail.TypeTextPlain, mailText(news.Stored, s)+foot(w))
	return message, nil
}

// digest returns the mail about several orders.
func (m *Mail) digest(all []News) (*gomail.Msg, error) {
	s := m.Shop()
	w := words.In(s.Language)
	message, err := m.envelope(s, fmt.Sprintf("%s.%d", all[0].id(), len(all)), m.To)
	if err != nil {
		return nil, err
	}
	message.Subject(w.DigestSubject(len(all)))
	mails := make([]string, len(all))
	for i, stored := range all {
		mails[i] = mailText(stored.Stored, s)
	}
	message.SetBodyString(gomail.TypeTextPlain, w.DigestHead+"\n\n"+strings.Join(mails, "\n"+strings.Repeat("=", 30)+"\n\n")+foot(w))
	return message, nil
}

// envelope returns a mail without subject and text.
func (m *Mail) envelope(s *shop.Shop, id string, to []*mail.Address) (*gomail.Msg, error) {
	_, domain, ok := strings.Cut(m.From.Address, "@")
	if !ok {
		return nil, fmt.Errorf("%s has no domain", MailFromVariable)
	}
	message := gomail.NewMsg()
	message.FromMailAddress(&mail.Address{Name: oneLine(s.Name), Address: m.From.Address})
	message.ToMailAddress(to...)
	message.SetMessageIDWithValue(oneLine(id) + "@" + domain)
	message.SetDate()
	return message, nil
}
