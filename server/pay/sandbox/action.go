package sandbox

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"slices"

	"carrito/app/money"
	"carrito/server/pay"
)

// The values of the field how, with which a shopper pays on a page.
const (
	PayNow       = "now"      // the amount
	PayLater     = "later"    // stays in process until the panel decides
	PayRefused   = "refused"  // the bank refuses
	PayNothing   = "nothing"  // back to the shop
	PayLess      = "less"     // half of the amount
	PayMore      = "more"     // twice the amount, in one payment
	PayElsewhere = "currency" // the amount in another currency
	PayTwice     = "twice"    // the amount in two payments
)

// The values of the field what, with which the panel changes a payment.
const (
	Approve = "approve" // in process → paid
	Refuse  = "refuse"  // in process → refused
	Expire  = "expire"  // in process → expired
	Refund  = "refund"  // paid → refunded
	Half    = "half"    // paid → partly refunded
	Dispute = "dispute" // paid → disputed
	Win     = "win"     // disputed → paid
	Lose    = "lose"    // disputed → charged back
)

// pay adds what a shopper paid on a page. It returns the new payments.
func (b *Bank) pay(id, how string) ([]Payment, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	page, ok := b.page(id)
	if !ok || b.Over(page) || b.Single && b.settled(page) {
		return nil, fmt.Errorf("nobody can pay on the page %s", id)
	}
	p := Payment{Page: page, State: pay.Paid, Amount: page.Amount, Currency: page.Currency, At: b.now()}
	times := 1
	switch how {
	case PayNow:
	case PayLater:
		p.State = pay.InProcess
	case PayRefused:
		p.State = pay.Refused
	case PayNothing:
		times = 0
	case PayLess:
		p.Amount = half(p.Amount)
	case PayMore:
		p.Amount = p.Amount.Mul(2)
	case PayElsewhere:
		p.Currency = "USD"
		if page.Currency == p.Currency {
			p.Currency = "MXN"
		}
	case PayTwice:
		times = 2
	default:
		return nil, fmt.Errorf("there is no way to pay %q", how)
	}
	var added []Payment
	for range times {
		added = append(added, b.add(p))
	}
	return added, nil
}

// add adds a payment. On a page with a single payment it replaces the one that was
// refused, under the same id.
func (b *Bank) add(p Payment) Payment {
	if i := slices.IndexFunc(b.payments, func(old Payment) bool { return old.Page.ID == p.Page.ID }); b.Single && i >= 0 {
		p.ID = b.payments[i].ID
		b.payments[i] = p
		return p
	}
	n, err := rand.Int(rand.Reader, big.NewInt(9e10))
	if err != nil {
		panic(err) // crypto/rand never fails
	}
	p.ID = fmt.Sprint(n.Int64() + 1e10)
	b.payments = append(b.payments, p)
	return p
}

// settled reports whether a page has a payment that was not refused.
func (b *Bank) settled(page Page) bool {
	return slices.ContainsFunc(b.payments, func(p Payment) bool { return p.Page.ID == page.ID && p.State != pay.Refused })
}

// change changes a payment.
func (b *Bank) change(id, what string) (Payment, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.payments, func(p Payment) bool { return p.ID == id })
	if i < 0 {
		return Payment{}, fmt.Errorf("there is no payment %q", id)
	}
	p := &b.payments[i]
	if !slices.Contains(choices(p.State), what) {
		return Payment{}, fmt.Errorf("a payment that is %s does not take %q", p.State, what)
	}
	switch what {
	case Approve, Win:
		p.State = pay.Paid
	case Refuse:
		p.State = pay.Refused
	case Expire:
		p.State = pay.Expired
	case Refund:
		p.State, p.Refunded = pay.Refunded, p.Amount
	case Half:
		p.State, p.Refunded = pay.PartlyRefunded, half(p.Amount)
	case Dispute:
		p.State = pay.Disputed
	case Lose:
		p.State = pay.ChargedBack
	}
	return *p, nil
}

// choices returns what the panel can do with a payment.
func choices(s pay.State) []string {
	switch s {
	case pay.InProcess:
		return []string{Approve, Refuse, Expire}
	case pay.Paid:
		return []string{Refund, Half, Dispute}
	case pay.PartlyRefunded:
		return []string{Refund}
	case pay.Disputed:
		return []string{Win, Lose}
	}
	return nil
}

func half(a money.Amount) money.Amount { return money.FromMinor(a.Minor()/2, a.Digits()) }
