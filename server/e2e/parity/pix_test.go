package parity_test

import (
	"encoding/json"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/pay"
	"carrito/server/e2e/browsertest"
)

// pixUtils is the release of the npm package pix-utils that gives a second opinion on
// Pix codes.
const pixUtils = "2.8.2"

// opinions is the program that asks the package: for each code what it reads in it, and
// the code that it would write.
const opinions = `
const { parsePix, createStaticPix } = require(process.argv[1]);
const { Asked } = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(Asked.map(({ Code, Holder, City, Key, Amount, Reference }) => ({
	Read: parsePix(Code),
	Wrong: parsePix(Code.slice(0, -1) + (Code.endsWith("0") ? "1" : "0")).error === true,
	Written: createStaticPix({ merchantName: Holder, merchantCity: City, pixKey: Key, transactionAmount: Amount, txid: Reference }).toBRCode(),
}))));`

// asked is what the package is asked about one code.
type asked struct {
	Code, Holder, City, Key, Reference string
	Amount                             float64
	minor                              int64
}

// TestPixParity writes Pix codes, which the package pix-utils reads as they are meant, and
// writes to the letter.
func TestPixParity(t *testing.T) {
	index := browsertest.FromNPM(t, "pix-utils", pixUtils, "dist/main/index.js")
	if len(index) == 0 {
		t.Fatal("the package is empty")
	}
	random := rand.New(rand.NewPCG(1, 2))
	var all []asked
	for range 300 {
		a := asked{
			Holder: letters(random, 25), City: letters(random, 15), Reference: letters(random, 25), minor: 1 + random.Int64N(1e9),
			Key: []string{"+5511912345678", "12345678909", "12345678000195", "loja@exemplo.com.br", "123e4567-e12b-12d1-a456-426655440000"}[random.IntN(5)],
		}
		a.Amount = float64(a.minor) / 100
		a.Code = pay.Pix{Key: a.Key, Holder: a.Holder, City: a.City}.Code(money.FromMinor(a.minor, 2), a.Reference)
		all = append(all, a)
	}
	var said []struct {
		Read struct {
			MerchantName, MerchantCity, PixKey, TxID, TransactionCurrency string
			TransactionAmount                                             float64
		}
		Wrong   bool
		Written string
	}
	ask(t, struct{ Asked []asked }{all}, &said)
	if len(said) != len(all) {
		t.Fatalf("got %d opinions, want %d", len(said), len(all))
	}
	for i, a := range all {
		got := said[i]
		r := got.Read
		if r.MerchantName != a.Holder || r.MerchantCity != a.City || r.PixKey != a.Key || r.TxID != a.Reference || r.TransactionAmount != a.Amount || r.TransactionCurrency != "986" {
			t.Errorf("%s: got %+v, want %+v", a.Code, r, a)
		}
		if got.Written != a.Code {
			t.Errorf("got\n%s, want what pix-utils writes\n%s", a.Code, got.Written)
		}
		if !got.Wrong {
			t.Errorf("%s: pix-utils takes another check digit, too", a.Code)
		}
	}
}

// letters returns up to most capital letters.
func letters(random *rand.Rand, most int) string {
	var b strings.Builder
	for range 1 + random.IntN(most) {
		b.WriteByte(byte('A' + random.IntN(26)))
	}
	return b.String()
}

// ask runs the program opinions in Node.
func ask(t *testing.T, question, answer any) {
	t.Helper()
	input, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := filepath.Abs(browsertest.Path(".cache/pix-utils-" + pixUtils + "/node_modules/pix-utils"))
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", "-e", opinions, folder)
	node.Stdin = strings.NewReader(string(input))
	output, err := node.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	if err := json.Unmarshal(output, answer); err != nil {
		t.Fatalf("%v in %s", err, output)
	}
}
