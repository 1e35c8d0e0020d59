package editor

import (
	"math/big"
	"strconv"
	"strings"

	"carrito/app/money"
	"carrito/server/catalogfile"
)

// priceRule changes prices by per cent, and rounds them.
type priceRule struct {
	percent *big.Rat
	digits  int
	step    int64 // of rounding, in minor units
	less    int64 // is subtracted after rounding: 10 makes 40.00 to 39.90
}

// percent reads a percentage, such as "-15" or "7,5".
func percent(text string) (*big.Rat, bool) {
	text = strings.Replace(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%")), ",", ".", 1)
	if len(text) > 10 || strings.ContainsAny(text, "eE/_xXpP") {
		return nil, false
	}
	p, ok := new(big.Rat).SetString(text)
	if !ok || p.Cmp(big.NewRat(-99, 1)) < 0 || p.Cmp(big.NewRat(1000, 1)) > 0 {
		return nil, false
	}
	return p, true
}

// roundings returns the ways of rounding, each with its name.
func (e *Editor) roundings() []field {
	digits, text := e.site().Shop.Money.Digits, e.text()
	list := []field{{"", text.Exact}}
	for _, step := range []int64{10, 50, 100} {
		list = append(list, field{strconv.FormatInt(step, 10), text.RoundTo(money.FromMinor(step, digits).String())})
	}
	if digits == 2 {
		list = append(list, field{"100-10", text.RoundEnd(".90")}, field{"100-1", text.RoundEnd(".99")})
	}
	return list
}

func newPriceRule(form bulkForm, digits int) priceRule {
	rule := priceRule{digits: digits, step: 1}
	rule.percent, _ = percent(form.Percent)
	step, less, _ := strings.Cut(form.Rounding, "-")
	if n, err := strconv.ParseInt(step, 10, 32); err == nil && n > 0 {
		rule.step = n
	}
	if n, err := strconv.ParseInt(less, 10, 32); err == nil && n > 0 && n < rule.step {
		rule.less = n
	}
	return rule
}

// apply changes the prices of a product and of its variants.
func (p priceRule) apply(o catalogfile.Object) catalogfile.Object {
	o = p.change(o)
	list := o.Objects("variants")
	for i, v := range list {
		list[i] = p.change(v)
	}
	if len(list) > 0 {
		o = o.WithObjects("variants", list)
	}
	return o
}

func (p priceRule) change(o catalogfile.Object) catalogfile.Object {
	price, err := money.Parse(o.Text("price"), p.digits)
	if err != nil {
		return o
	}
	return o.With("price", money.FromMinor(p.round(price.Minor()), p.digits).String())
}

// round returns a price in minor units after the change, never less than one step. What
// is free stays free.
func (p priceRule) round(minor int64) int64 {
	if minor == 0 {
		return 0
	}
	factor := new(big.Rat).Add(big.NewRat(1, 1), new(big.Rat).Quo(p.percent, big.NewRat(100, 1)))
	exact := new(big.Rat).Mul(big.NewRat(minor, 1), factor)
	steps := new(big.Rat).Quo(exact.Add(exact, big.NewRat(p.less, 1)), big.NewRat(p.step, 1))
	steps.Add(steps, big.NewRat(1, 2))
	whole := max(1, new(big.Int).Quo(steps.Num(), steps.Denom()).Int64())
	return min(whole*p.step-p.less, money.MaxMinor)
}
