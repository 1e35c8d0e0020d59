package notify

import (
	"context"
	"errors"
	"log"
	"net/mail"
	"strconv"
	"strings"
	"time"

	"carrito/app/shop"
	"carrito/server/complaint"
	"carrito/server/inbox/orderdb"
	"carrito/server/safelog"

	gomail "github.com/wneessen/go-mail"
	"golang.org/x/time/rate"
)

// Book has the sheets of the Libro de Reclamaciones and the mails about them that are to
// be sent. [orderdb.Store] is one.
type Book interface {
	// DueComplaintMails returns mails that are due, and keeps them from other callers for
	// two minutes.
	DueComplaintMails(ctx context.Context, now time.Time, limit int) ([]orderdb.ComplaintMail, error)
	ComplaintMailDone(ctx context.Context, number int64) error
	ComplaintMailFailed(ctx context.Context, number int64, why error, next time.Time) error
	// DropComplaintMail removes a mail that is not to be sent.
	DropComplaintMail(ctx context.Context, number int64) error
	Complaint(ctx context.Context, number int64) (complaint.Sheet, error)
}

var _ Book = (*orderdb.Store)(nil)

// Complaints sends the mails about the sheets of the Libro de Reclamaciones: the copy and
// the answer to the consumer, and a note to the owner. What fails is tried again as mails
// about orders are. If the server dies between sending a mail and marking it, the mail is
// sent a second time with the same Message-ID.
//
// The law wants the consumer to get what they wrote, so the copy has it, unlike mails
// about orders. Anybody can write a sheet with the address of somebody else. So the mail
// is plain text and says what to do then, and few copies are sent: to one address, and to
// all in a day. Further copies are dropped, and the page of the sheet promises none.
// Answers are not limited, since only the owner writes them.
type Complaints struct {
	Mail  *ShopperMail
	Book  Book
	Log   *log.Logger
	Every time.Duration // between two queries of the book

	copies addressLimits
	total  *rate.Limiter // of copies; see daily
}

// copiesPerDay is how many copies are sent at once, and how many more over a day.
const copiesPerDay = 100

// daily returns the limit of all copies. Only the goroutine that sends them calls it.
func (c *Complaints) daily() *rate.Limiter {
	if c.total == nil {
		c.total = rate.NewLimiter(rate.Every(24*time.Hour/copiesPerDay), copiesPerDay)
	}
	return c.total
}

// Complaints returns what sends the mails about sheets, or nil if no mail server is set.
func (c Config) Complaints(channels map[string]Channel, book Book, log *log.Logger, every time.Duration) *Complaints {
	mail, ok := channels[ShopperChannel].(*ShopperMail)
	if !ok {
		return nil
	}
	return &Complaints{Mail: mail, Book: book, Log: log, Every: every}
}

// Run sends mails until ctx is done.
func (c *Complaints) Run(ctx context.Context) {
	ticker := time.NewTicker(c.Every)
	defer ticker.Stop()
	for {
		if err := c.send(ctx, time.Now); err != nil && ctx.Err() == nil {
			c.Log.Printf("mails of the libro de reclamaciones: %v", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// send sends what is due. now is the clock.
func (c *Complaints) send(ctx context.Context, now func() time.Time) error {
	for {
		due, err := c.Book.DueComplaintMails(ctx, now(), batch)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, m := range due {
			if err := c.deliver(ctx, m, now); err != nil {
				return err
			}
		}
	}
}

// Reasons why a mail is not sent.
var (
	errOften     = errors.New("the address, or all together, got many copies today")
	errNoAddress = errors.New("the sheet has no valid e-mail address; reach the consumer by what else it says")
)

// deliver sends a mail and notes what came of it. The error is the book's, or that of ctx.
func (c *Complaints) deliver(ctx context.Context, m orderdb.ComplaintMail, now func() time.Time) error {
	marking, cancel := outlasting(ctx)
	defer cancel()
	sheet, err := c.Book.Complaint(ctx, m.Sheet)
	if errors.Is(err, orderdb.ErrUnavailable) || ctx.Err() != nil {
		return errors.Join(err, ctx.Err())
	}
	if err == nil {
		err = c.sendOne(ctx, m.Kind, sheet, now())
	}
	switch {
	case err == nil:
		return c.Book.ComplaintMailDone(marking, m.Number)
	case ctx.Err() != nil:
		return ctx.Err() // the server stops; the mail is due again when the lease ends
	case errors.Is(err, errOften):
		c.Log.Printf("libro de reclamaciones: %s of sheet %d is not mailed: %v", m.Kind, m.Sheet, err)
		return c.Book.DropComplaintMail(marking, m.Number)
	}
	wait := delay(m.Tries)
	c.Log.Printf("libro de reclamaciones: %s of sheet %d, try %d, again in %v: %v", m.Kind, m.Sheet, m.Tries+1, wait.Round(time.Second), err)
	return c.Book.ComplaintMailFailed(marking, m.Number, err, now().Add(wait))
}

// sendOne sends a mail about a sheet. It does nothing if there is nobody to get it, after
// the consumer's data was deleted.
func (c *Complaints) sendOne(ctx context.Context, kind orderdb.MailKind, sheet complaint.Sheet, now time.Time) error {
	consumer, err := mail.ParseAddress(sheet.Email)
	switch {
	case err == nil || kind == orderdb.NoteMail:
	case sheet.Email == "" && sheet.Name == orderdb.Nobody:
		return nil
	default:
		return errNoAddress
	}
	if kind == orderdb.CopyMail && (c.copies.of(consumer.Address).TokensAt(now) < 1 || c.daily().TokensAt(now) < 1) {
		return errOften
	}
	message, err := c.message(kind, sheet, consumer)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := c.Mail.send(ctx, message); err != nil {
		return safelog.Secrets{sheet.Email}.HideError(err)
	}
	if kind == orderdb.CopyMail {
		c.copies.of(consumer.Address).AllowN(now, 1)
		c.daily().AllowN(now, 1)
	}
	return nil
}

// message returns a mail about a sheet. No header has anything that the consumer wrote but
// the address. consumer is nil if that is none.
func (c *Complaints) message(kind orderdb.MailKind, sheet complaint.Sheet, consumer *mail.Address) (*gomail.Msg, error) {
	s := c.Mail.Shop()
	number := strconv.FormatInt(sheet.Number, 10)
	to, subject, text := []*mail.Address(nil), "Hoja de Reclamación N.º "+number+" · "+s.Name, ""
	if consumer != nil {
		consumer = &mail.Address{Address: consumer.Address}
		to = []*mail.Address{consumer}
	}
	reply, _ := mail.ParseAddress(s.Contact.Email)
	switch kind {
	case orderdb.NoteMail:
		to, reply = c.Mail.To, consumer
		subject = "Hoja de Reclamación N.º " + number + ": responde hasta el " + day(complaint.Due(sheet.Placed))
		text = noteText(sheet, s)
	case orderdb.AnswerMail:
		subject = "Respuesta a tu " + subject
		text = answerText(sheet, s)
	default:
		text = copyText(sheet, s)
	}
	message, err := c.Mail.envelope(s, "reclamo."+number+"."+string(kind)+"."+strconv.FormatInt(sheet.Placed.UnixMicro(), 36), to)
	if err != nil {
		return nil, err
	}
	if reply != nil {
		message.ReplyToMailAddress(reply)
	}
	message.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nobody answers by a program
	message.Subject(oneLine(subject))
	message.SetBodyString(gomail.TypeTextPlain, text)
	return message, nil
}

func day(t time.Time) string { return complaint.In(t).Format("02/01/2006") }

// The mails are in Spanish, as the book is.

func copyText(sheet complaint.Sheet, s *shop.Shop) string {
	var b strings.Builder
	b.WriteString("Esta es la copia de tu hoja en el Libro de Reclamaciones de " + oneLine(s.Name) + ".\n")
	b.WriteString("Te responderemos a más tardar el " + day(complaint.Due(sheet.Placed)) + ".\n")
	b.WriteString("Si no la escribiste, alguien puso tu dirección: no tienes que hacer nada.\n\n")
	link(&b, "Tu copia en la tienda, donde verás la respuesta", s, "/reclamos/"+sheet.Token)
	writeSheet(&b, sheet)
	b.WriteString("\n" + complaint.Notice + "\n")
	return b.String()
}

func noteText(sheet complaint.Sheet, s *shop.Shop) string {
	var b strings.Builder
	b.WriteString("Llegó una hoja al Libro de Reclamaciones. La ley da quince días hábiles, que no se alargan: hasta el " + day(complaint.Due(sheet.Placed)) + ".\n\n")
	link(&b, "Responde en", s, "/admin/reclamos")
	writeSheet(&b, sheet)
	return b.String()
}

func answerText(sheet complaint.Sheet, s *shop.Shop) string {
	var b strings.Builder
	b.WriteString("Esta es la respuesta de " + oneLine(s.Name) + " a tu " + strings.ToLower(oneLine(sheet.Kind)) + " del " + day(sheet.Placed) + ".\n\n")
	b.WriteString(indent(sheet.Answer, "") + "\n\n")
	link(&b, "La hoja con la respuesta", s, "/reclamos/"+sheet.Token)
	b.WriteString(complaint.Notice + "\n")
	return b.String()
}

// link writes the address of a page, if shop.json says where the shop is.
func link(b *strings.Builder, words string, s *shop.Shop, path string) {
	if s.BaseURL != "" {
		b.WriteString(words + ":\n" + strings.TrimSuffix(s.BaseURL, "/") + path + "\n\n")
	}
}

// writeSheet writes the fields of a sheet in the order of the official form.
func writeSheet(b *strings.Builder, sheet complaint.Sheet) {
	field(b, "Hoja de Reclamación N.º", strconv.FormatInt(sheet.Number, 10))
	field(b, "Fecha", complaint.In(sheet.Placed).Format("02/01/2006 15:04"))
	field(b, "Proveedor", sheet.Provider.Name+"\nRUC "+sheet.Provider.RUC+"\n"+sheet.Provider.Address)
	field(b, "Nombre", sheet.Name)
	field(b, "Documento", sheet.Document)
	field(b, "Domicilio", sheet.Address)
	field(b, "Teléfono", sheet.Phone)
	field(b, "Correo electrónico", sheet.Email)
	field(b, "Padre, madre o apoderado", sheet.Parent)
	field(b, "Bien contratado", sheet.Good)
	if sheet.Amount != "" {
		field(b, "Monto reclamado", "S/ "+sheet.Amount)
	}
	field(b, "Descripción", sheet.Description)
	field(b, "Tipo", sheet.Kind)
	field(b, "Detalle", sheet.Detail)
	field(b, "Pedido del consumidor", sheet.Request)
}
