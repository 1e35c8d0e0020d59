package money_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"carrito/app/money"
)

// rat returns the value of an amount, computed with math/big.
func rat(a money.Amount, digits int) *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	return new(big.Rat).SetFrac(big.NewInt(a.Minor()), scale)
}

// randomMinor returns a random number of any size up to the largest.
func randomMinor(r *rand.Rand) int64 {
	limit := int64(10)
	for range r.IntN(12) {
		limit *= 10
	}
	return r.Int64N(limit + 1)
}

func TestArithmeticIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		digitsA, digitsB := r.IntN(4), r.IntN(4)
		a := money.FromMinor(randomMinor(r), digitsA)
		b := money.FromMinor(randomMinor(r), digitsB)
		ratA, ratB := rat(a, digitsA), rat(b, digitsB)

		finer := max(digitsA, digitsB)
		want := new(big.Rat).Add(ratA, ratB)
		if got := a.Add(b).String(); got != want.FloatString(finer) {
			t.Fatalf("%v + %v: got %s, want %s", a, b, got, want.FloatString(finer))
		}
		n := r.IntN(1000)
		want.Mul(ratA, new(big.Rat).SetInt64(int64(n)))
		if got := a.Mul(n).String(); got != want.FloatString(digitsA) {
			t.Fatalf("%v × %d: got %s, want %s", a, n, got, want.FloatString(digitsA))
		}
		if got := a.Less(b); got != (ratA.Cmp(ratB) < 0) {
			t.Fatalf("%v < %v: got %t, want %t", a, b, got, !got)
		}
		if got := a.Zero(); got != (ratA.Sign() == 0) {
			t.Fatalf("%v is zero: got %t, want %t", a, got, !got)
		}
		if back, err := money.Parse(a.String(), digitsA); err != nil || back != a {
			t.Fatalf("Parse(%q, %d): got %v, %v, want the same", a, digitsA, back, err)
		}
	}
}

// The subtotal of the largest cart fits, as the comment of MaxMinor says.
func TestLargestCartFits(t *testing.T) {
	line := money.FromMinor(money.MaxMinor, 2).Mul(999)
	var sum money.Amount
	for range 9000 {
		sum = sum.Add(line)
	}
	want := new(big.Int).Mul(big.NewInt(money.MaxMinor), big.NewInt(999*9000))
	if got := big.NewInt(sum.Minor()); got.Cmp(want) != 0 {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestEqual(t *testing.T) {
	parsed, err := money.Parse("39.9", 2)
	if err != nil {
		t.Fatal(err)
	}
	if want := money.FromMinor(3990, 2); parsed != want {
		t.Errorf("got %v, want %v equal with ==", parsed, want)
	}
	if other := money.FromMinor(3991, 2); parsed == other {
		t.Errorf("got %v equal to %v, want them to differ", parsed, other)
	}
	// Sums start from the zero Amount, which has no currency.
	if sum := (money.Amount{}).Add(parsed); sum != parsed {
		t.Errorf("nothing + %v: got %v, want the same", parsed, sum)
	}
}
