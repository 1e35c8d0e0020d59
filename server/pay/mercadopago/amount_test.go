package mercadopago

import (
	"encoding/json"
	"errors"
	"testing"

	"carrito/app/money"
	"carrito/server/pay"
)

func TestNumber(t *testing.T) {
	tests := []struct {
		name, currency string
		minor          int64
		digits         int
		want           string // "" if it is refused
	}{
		{"Peru", "PEN", 4990, 2, "49.90"},
		{"Peru, a céntimo", "PEN", 1, 2, "0.01"},
		{"Peru, whole", "PEN", 49, 0, "49"},
		{"Peru, a thousandth", "PEN", 49905, 3, ""},
		{"Peru, three decimals of which the last is 0", "PEN", 49900, 3, "49.90"},
		{"Brazil", "BRL", 123456, 2, "1234.56"},
		{"Mexico", "MXN", 100000000000, 2, "1000000000.00"},
		{"Argentina", "ARS", 5, 2, "0.05"},
		{"Uruguay", "UYU", 123, 2, "1.23"},
		{"Bolivia", "BOB", 123, 2, "1.23"},
		{"dollars", "USD", 123, 2, "1.23"},
		{"Chile", "CLP", 5990, 0, "5990"},
		{"Colombia", "COP", 1200000, 2, "12000"},
		{"Colombia, with cents", "COP", 1200050, 2, ""},
		{"Paraguay", "PYG", 50000, 0, "50000"},
		{"nothing", "PEN", 0, 2, ""},
		{"less than nothing", "PEN", -1, 2, ""},
		{"euros", "EUR", 4990, 2, ""},
		{"lower case", "pen", 4990, 2, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := number(money.FromMinor(test.minor, test.digits), test.currency)
			if got.String() != test.want {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
			if test.want == "" && !errors.Is(err, pay.ErrRejected) {
				t.Errorf("got %v, want %v", err, pay.ErrRejected)
			}
		})
	}
}

func TestAmount(t *testing.T) {
	tests := []struct {
		name, text, currency string
		want                 string // "" if it is refused
	}{
		{"Peru", "49.90", "PEN", "49.90"},
		{"without its last 0", "49.9", "PEN", "49.90"},
		{"whole", "49", "PEN", "49.00"},
		{"more zeros", "49.9000", "PEN", "49.90"},
		{"a thousandth", "49.905", "PEN", "49.905"},
		{"Chile", "5990", "CLP", "5990"},
		{"Chile, with decimals", "5990.00", "CLP", "5990"},
		{"Chile, with a tenth", "5990.5", "CLP", "5990.5"},
		{"ten million as Java writes it", "1.0E7", "COP", "10000000"},
		{"with an exponent", "1.23456e2", "PEN", "123.456"},
		{"with a negative exponent", "4990E-2", "PEN", "49.90"},
		{"small, with a negative exponent", "5e-2", "PEN", "0.05"},
		{"nothing", "0", "PEN", "0.00"},
		{"currency that is not known", "12.3", "EUR", "12.3"},
		{"the largest number that a float has exactly, and one", "9007199254740993", "CLP", "9007199254740993"},
		{"negative", "-1", "PEN", ""},
		{"huge exponent", "1e999999999", "PEN", ""},
		{"too large", "99999999999999999999", "PEN", ""},
		{"too many decimals", "0.00000000000000000001", "PEN", ""},
		{"empty", "", "PEN", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := amount(json.Number(test.text), test.currency)
			if err != nil && test.want != "" || err == nil && got.String() != test.want {
				t.Errorf("got %s, %v, want %q", got, err, test.want)
			}
		})
	}
}

// Each status of the OpenAPI document, and those that it does not have.
func TestState(t *testing.T) {
	all, some, none := money.FromMinor(4990, 2), money.FromMinor(1, 2), money.Amount{}
	tests := []struct {
		status, detail string
		refunded       money.Amount
		want           pay.State
	}{
		{"pending", "pending_waiting_payment", none, pay.InProcess},
		{"approved", "accredited", none, pay.Paid},
		{"approved", "partially_refunded", some, pay.PartlyRefunded},
		{"approved", "accredited", all, pay.Refunded},
		{"authorized", "pending_capture", none, pay.InProcess},
		{"in_process", "pending_review_manual", none, pay.InProcess},
		{"in_mediation", "pending", none, pay.Disputed},
		{"rejected", "cc_rejected_high_risk", none, pay.Refused},
		{"cancelled", "expired", none, pay.Expired},
		{"cancelled", "by_collector", none, pay.Refused},
		{"refunded", "refunded", all, pay.Refunded},
		{"charged_back", "settled", none, pay.ChargedBack},
		{"charged_back", "in_process", none, pay.Disputed},
		{"charged_back", "reimbursed", none, pay.ChargedBack},
		{"", "", none, pay.InProcess},
		{"Approved", "accredited", none, pay.InProcess},
		{"approved ", "accredited", none, pay.InProcess},
		{"partially_approved", "", none, pay.InProcess},
	}
	for _, test := range tests {
		if got := state(test.status, test.detail, all, test.refunded); got != test.want {
			t.Errorf("%s, %s: got %s, want %s", test.status, test.detail, got, test.want)
		}
	}
}

// An amount that is written is read back, exactly.
func FuzzAmount(f *testing.F) {
	f.Add("49.90", uint8(0))
	f.Add("1.0E7", uint8(1))
	f.Add("-0.5e-3", uint8(2))
	currencies := []string{"PEN", "CLP", "EUR"}
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		currency := currencies[int(n)%len(currencies)]
		a, err := amount(json.Number(text), currency)
		if err != nil {
			return
		}
		back, err := amount(json.Number(a.String()), currency)
		if err != nil || !pay.Same(a, back) {
			t.Errorf("%q: got %s, then %s, %v", text, a, back, err)
		}
	})
}
