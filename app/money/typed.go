package money

import "strings"

// Short returns the amount as a plain decimal number, without decimals if it is whole:
// "39.90", but "40". [Parse] reads this form.
func (a Amount) Short() string { return a.short().String() }

// Typed reads an amount as shoppers type it: "1.200,50", "1,200.50" and "1200.5", with or
// without the symbol, in the digits of the format. It also reads what [Amount.Short]
// writes.
func (f Format) Typed(text string) (Amount, bool) {
	text = strings.TrimPrefix(strings.TrimSpace(text), strings.TrimSpace(f.Prefix))
	text = strings.TrimSuffix(text, strings.TrimSpace(f.Suffix))
	text = strings.Map(func(r rune) rune {
		if at := strings.IndexRune(f.Numbers, r); at >= 0 {
			return '0' + rune(at/(len(f.Numbers)/10))
		}
		switch r {
		case ' ', '\u00a0', '\u202f', '\'', '’':
			return -1
		case '٫':
			return '.'
		case '٬':
			return ','
		}
		return r
	}, text)
	whole, decimals := text, ""
	if at := max(strings.LastIndexByte(text, '.'), strings.LastIndexByte(text, ',')); at >= 0 {
		whole, decimals = text[:at], text[at+1:]
		if len(decimals) == 3 && f.Digits < 3 || strings.IndexByte(whole, text[at]) >= 0 {
			whole, decimals = text, "" // it separates thousands
		}
	}
	whole = strings.ReplaceAll(strings.ReplaceAll(whole, ".", ""), ",", "")
	if decimals != "" {
		whole += "." + decimals
	}
	a, err := Parse(whole, f.Digits)
	return a, err == nil
}
