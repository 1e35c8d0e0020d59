package notify

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strings"

	"carrito/app/shop"
	"carrito/server/cleartext"
)

// The environment variables that hold the owner's settings. They are secrets,
// and no file under web/ has them.
const (
	SMTPVariable          = "CARRITO_SMTP"           // smtp://user:password@host:587, or smtps:// for TLS from the start
	MailToVariable        = "CARRITO_MAIL_TO"        // one address, or several with commas
	MailFromVariable      = "CARRITO_MAIL_FROM"      // one address; the first of those above where it is not set
	WebhookVariable       = "CARRITO_WEBHOOK"        // the URL
	WebhookSecretVariable = "CARRITO_WEBHOOK_SECRET" // whsec_ and base64, as Standard Webhooks has it
)

// Config says where the owner is notified. The zero value is nowhere.
type Config struct {
	SMTP   *url.URL
	To     []*mail.Address
	From   *mail.Address
	URL    string
	Secret []byte
}

// FromEnvironment reads the settings with getenv, such as [os.Getenv]. The error
// names every faulty variable and no values.
func FromEnvironment(getenv func(string) string) (Config, error) {
	var c Config
	var faults []error
	fault := func(variable, problem string) {
		faults = append(faults, fmt.Errorf("%s %s", variable, problem))
	}
	if getenv(SMTPVariable) != "" || getenv(MailToVariable) != "" {
		c.mail(getenv, fault)
	}
	if getenv(WebhookVariable) != "" || getenv(WebhookSecretVariable) != "" {
		c.webhook(getenv, fault)
	}
	return c, errors.Join(faults...)
}

func (c *Config) mail(getenv func(string) string, fault func(variable, problem string)) {
	var err error
	c.SMTP, err = url.Parse(getenv(SMTPVariable))
	if err != nil || c.SMTP.Hostname() == "" || c.SMTP.Scheme != "smtp" && c.SMTP.Scheme != "smtps" {
		fault(SMTPVariable, "is not like smtp://user:password@host:587")
	}
	if c.To, err = mail.ParseAddressList(getenv(MailToVariable)); err != nil {
		fault(MailToVariable, "is not one or more addresses with commas between them")
		return
	}
	c.From = c.To[0]
	if from := getenv(MailFromVariable); from != "" {
		if c.From, err = mail.ParseAddress(from); err != nil {
			fault(MailFromVariable, "is not an address such as shop@example.com")
		}
	}
}

func (c *Config) webhook(getenv func(string) string, fault func(variable, problem string)) {
	c.URL = getenv(WebhookVariable)
	u, err := url.Parse(c.URL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		fault(WebhookVariable, "is not a URL such as https://example.com/orders")
	} else if u.Scheme == "http" {
		if err := cleartext.Check(u.Hostname(), getenv); err != nil {
			fault(WebhookVariable, "begins with http: "+err.Error())
		}
	}
	c.Secret, err = base64.StdEncoding.DecodeString(strings.TrimPrefix(getenv(WebhookSecretVariable), "whsec_"))
	if err != nil || len(c.Secret) < 24 || len(c.Secret) > 64 {
		fault(WebhookSecretVariable, "is not whsec_ and 24 to 64 bytes in base64, as openssl rand -base64 32 makes them")
	}
}

// Channels returns the configured channels by name. They call shop for each message.
func (c Config) Channels(shop func() *shop.Shop) map[string]Channel {
	channels := map[string]Channel{}
	if c.SMTP != nil {
		mail := &Mail{Server: c.SMTP, From: c.From, To: c.To, Shop: shop}
		channels[MailChannel], channels[ShopperChannel] = mail, &ShopperMail{Mail: mail}
	}
	if c.URL != "" {
		channels[WebhookChannel] = &Webhook{URL: c.URL, Secret: c.Secret}
	}
	return channels
}
