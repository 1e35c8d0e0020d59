package ordercli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"carrito/server/cldr"
	"carrito/server/inbox/orderdb"
	"carrito/server/words"
)

// stamp is the format of times. They are in this machine's time zone.
const stamp = "2006-01-02 15:04"

// customerWidth is the room for a name in a line of 80 characters.
const customerWidth = 20

func (c *Command) list(ctx context.Context) error {
	found, err := c.Store.List(ctx, orderdb.Filter{State: c.State, Limit: c.Limit})
	if err != nil {
		return err
	}
	if len(found) == 0 {
		fmt.Fprintln(c.Stdout, "there are no orders")
		return nil
	}
	fmt.Fprintf(c.Stdout, "%-8s  %-16s  %-9s  %5s  %12s  %s\n", "NUMBER", "PLACED", "STATE", "UNITS", "TOTAL", "CUSTOMER")
	for _, o := range found {
		fmt.Fprintf(c.Stdout, "%-8s  %-16s  %-9s  %5d  %12s  %s\n",
			words.Number(o.ID), o.Placed.Local().Format(stamp), o.State, o.Units, o.Total.String()+" "+o.Currency, short(o.Customer, customerWidth))
	}
	return nil
}

func (c *Command) show(ctx context.Context, number string) error {
	stored, err := c.find(ctx, number)
	if err != nil && stored.Fault == nil {
		return err
	}
	o, text, shop := stored.Order, words.In(c.Shop.Language), cldr.InCurrency(c.Shop, stored.Order.Currency)
	fmt.Fprintf(c.Stdout, "%s  %s  %s\n\n", o.ID, stored.Placed.Local().Format(stamp), stored.State)
	switch {
	case stored.State == orderdb.New && stored.Unheld:
		fmt.Fprintf(c.Stdout, "%s\n\n", text.Unheld)
	case stored.State == orderdb.New && !stored.Held.IsZero():
		fmt.Fprintf(c.Stdout, "%s\n\n", text.Held(stored.Held.Local().Format(stamp)))
	}
	for _, l := range o.Lines {
		fmt.Fprintf(c.Stdout, "%4d × %-50s %12s\n", l.Quantity, short(words.Product(l), 50), l.Total())
		field(c.Stdout, "       ", text.Note, l.Note)
	}
	fmt.Fprintln(c.Stdout)
	for _, f := range text.Figures(o, shop) {
		fmt.Fprintf(c.Stdout, "%57s %12s\n", f.Name, strings.ReplaceAll(f.Amount, "\u00a0", " "))
	}
	fmt.Fprintln(c.Stdout)
	field(c.Stdout, "", text.Customer, o.Customer.Name)
	field(c.Stdout, "", text.Phone, o.Customer.Phone)
	field(c.Stdout, "", text.Email, o.Customer.Email)
	field(c.Stdout, "", text.Delivery, words.DeliveryName(o.Delivery, c.Shop))
	field(c.Stdout, "", text.Payment, text.PaymentName(o.Payment, shop))
	field(c.Stdout, "", text.Tenders, text.Tender(o.Payment, shop))
	field(c.Stdout, "", text.PayMailState, text.PayStates[string(stored.Payment)])
	field(c.Stdout, "", text.Address, o.Customer.Address+"\n"+strings.TrimSpace(o.Customer.PostalCode+" "+o.Customer.City))
	field(c.Stdout, "", text.OrderNote, o.Note)
	fmt.Fprintln(c.Stdout)
	for _, change := range stored.History {
		fmt.Fprintf(c.Stdout, "%s  %-9s  %s\n", change.At.In(time.Local).Format(stamp), change.State, plain(change.Author))
	}
	return err
}

// field writes a field unless it is empty. It indents all lines but the first.
func field(w io.Writer, before, name, text string) {
	text = strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n")
	if text == "" {
		return
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = plain(lines[i])
	}
	fmt.Fprintf(w, "%s%s: %s\n", before, name, strings.Join(lines, "\n"+before+"    "))
}

// plain removes the characters that a terminal acts on: control characters, line
// separators and marks of the writing direction.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || unicode.Is(unicode.Bidi_Control, r) {
			return '\ufffd'
		}
		return r
	}, text)
}

// short cuts a text to a maximum number of characters.
func short(text string, most int) string {
	text = plain(text)
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
