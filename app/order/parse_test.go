package order_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"carrito/app/order"
)

// text returns the JSON of a whole order. changes are alternating old and new texts.
func text(t testing.TB, changes ...string) string {
	t.Helper()
	o := full(t)
	whole := string(o.AppendJSON(nil))
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(whole, changes[i]) {
			t.Fatalf("the order has no %s", changes[i])
		}
		whole = strings.Replace(whole, changes[i], changes[i+1], 1)
	}
	return whole
}

func TestParseRefuses(t *testing.T) {
	tests := []struct {
		name string
		text string
		want []string // a substring of each fault
	}{
		{"empty", "", []string{"the order is not JSON: the text ends too early"}},
		{"cut off", text(t)[:200], []string{"not JSON"}},
		{"something behind", text(t) + "{}", []string{"not JSON: something follows the end"}},
		{"a list", "[]", []string{"the order must be an object"}},
		{"null", "null", []string{"the order must be an object"}},
		{"a text", `"{}"`, []string{"the order must be an object"}},
		{"no JSON", "id=1&total=0", []string{"not JSON"}},
		{"nested too deep", `{"lines":` + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000) + "}", []string{"nested too deep"}},

		{"unknown", text(t, `{"id"`, `{"admin":true,"id"`), []string{`"admin" is unknown`}},
		{"unknown in the customer", text(t, `{"name":"Rosa`, `{"role":"owner","name":"Rosa`), []string{`"customer.role" is unknown`}},
		{"unknown in the delivery", text(t, `{"method"`, `{"price":"0","method"`), []string{`"delivery.price" is unknown`}},
		{"unknown in a line", text(t, `{"product"`, `{"total":"0","product"`), []string{`"lines[0].total" is unknown`}},
		{"other capitals", text(t, `"total"`, `"Total"`), []string{`"Total" is unknown`}},
		{"a long unknown name", text(t, `{"id"`, `{"`+strings.Repeat("x", 100_000)+`":1,"id"`), []string{`x…" is unknown`}},

		{"twice", text(t, `"total"`, `"total":"0.00","total"`), []string{"total stands twice"}},
		{"twice, once escaped", text(t, `"total"`, `"\u0074otal":"0.00","total"`), []string{"total stands twice"}},
		{"twice in a line", text(t, `"quantity":2`, `"quantity":2,"quantity":-2`), []string{"lines[0].quantity stands twice"}},
		{"two customers", text(t, `"delivery":{`, `"customer":{},"delivery":{`), []string{"customer stands twice"}},
		{"two lists of lines", text(t, `"lines":`, `"lines":[],"lines":`), []string{"lines stands twice"}},

		{"a number for a text", text(t, `"note":"Tocar`, `"note":7,"promo":"Tocar`), []string{"note must be text", "promo stands twice"}},
		{"null for a text", text(t, `"promo":""`, `"promo":null`), []string{"promo must be text"}},
		{"a text for the customer", text(t, `"delivery":{"method":"envio","zone":"lima"}`, `"delivery":"envio"`), []string{"delivery must be an object"}},
		{"an object for lines", `{"lines":{}}`, []string{"lines must be a list"}},
		{"a number for a line", `{"lines":[7]}`, []string{"lines[0] must be an object"}},
		{"a number for an amount", text(t, `"total":"89.80"`, `"total":89.80`), []string{"total must be a decimal number in quotes"}},
		{"a negative amount", text(t, `"total":"89.80"`, `"total":"-89.80"`), []string{"total is not a decimal number"}},
		{"an amount too fine", text(t, `"total":"89.80"`, `"total":"89.801"`), []string{"total has more decimals"}},
		{"an amount too large", text(t, `"total":"89.80"`, `"total":"99999999999999999999"`), []string{"total is too large"}},
		{"a price too large", text(t, `"unitPrice":"39.90"`, `"unitPrice":"10000000000.01"`), []string{"lines[0].unitPrice is too large"}},
		{"a text for a quantity", text(t, `"quantity":2`, `"quantity":"2"`), []string{"lines[0].quantity must be a whole number"}},
		{"half a unit", text(t, `"quantity":2`, `"quantity":0.5`), []string{"lines[0].quantity must be a whole number"}},
		{"an exponent", text(t, `"quantity":2`, `"quantity":2e0`), []string{"lines[0].quantity must be a whole number"}},
		{"a quantity beyond an int", text(t, `"quantity":2`, `"quantity":99999999999999999999`), []string{"lines[0].quantity must be a whole number"}},
		{"a product of true", text(t, `"product":7`, `"product":true`), []string{"lines[0].product must be a whole number"}},
		{"several", `{"id":1,"x":2,"lines":[{"product":"a"}],"total":3}`, []string{"id must be text", `"x" is unknown`, "lines[0].product must be", "total must be"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := order.Parse(test.text, 2)
			if err == nil {
				t.Fatalf("got no error, want %q", test.want)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %q, want it to contain %q", err, want)
				}
			}
			if got := strings.Count(err.Error(), "\n") + 1; got != len(test.want) {
				t.Errorf("got %d faults in %q, want %d", got, err, len(test.want))
			}
			if len(err.Error()) > 1000 {
				t.Errorf("got an error of %d bytes, want a short one", len(err.Error()))
			}
		})
	}
}

// Parse reports at most ten faults, the first ones.
func TestParseTellsTenFaults(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, `,"x%d":0`, i)
	}
	_, err := order.Parse("{"+b.String()[1:]+"}", 2)
	if err == nil || strings.Count(err.Error(), "\n") != 9 || !strings.HasPrefix(err.Error(), `"x0" is unknown`) {
		t.Errorf("got %v, want the first ten", err)
	}
}

// Parse keeps one line more than allowed, so that Check can report too many.
func TestParseManyLines(t *testing.T) {
	line := `{"product":1,"variant":0,"name":"a","variantName":"","unitPrice":"1.00","quantity":1,"note":""},`
	o, err := order.Parse(`{"lines":[`+strings.TrimSuffix(strings.Repeat(line, 10_000), ",")+"]}", 2)
	if err != nil || len(o.Lines) != order.MaxLines+1 {
		t.Fatalf("got %d lines, %v, want %d", len(o.Lines), err, order.MaxLines+1)
	}
	if faults := terms(t, nil).Check(&o); faults.Of("lines") != order.TooMany {
		t.Errorf("got %v, want too many lines", faults)
	}
}

// Members may be in any order, with white space between them, and may be left out.
func TestParseAccepts(t *testing.T) {
	o, err := order.Parse("\r\n{ \"total\" : \"1\" , \"lines\" : [ { \"quantity\" : 2 , \"product\" : 7 } ] , \"id\" : \"\\u0061\" }\t", 2)
	if err != nil || o.ID != "a" || o.Figures.Total != soles(t, "1.00") || o.Lines[0].Key() != "7" || o.Lines[0].Quantity != 2 {
		t.Errorf("got %+v, %v, want the members", o, err)
	}
	if o, err := order.Parse("{}", 2); err != nil || len(o.Lines) != 0 {
		t.Errorf("{}: got %+v, %v, want an empty order", o, err)
	}
}

// Parse returns what it could read even with an error, as for an order that returns to
// its form.
func TestParseKeepsWhatItCould(t *testing.T) {
	o, err := order.Parse(`{"customer":{"name":"Rosa","phone":7},"x":1,"note":"hola"`, 2)
	if err == nil || o.Customer.Name != "Rosa" || o.Customer.Phone != "" || o.Note != "hola" {
		t.Errorf("got %+v, %v, want what could be read, and an error", o, err)
	}
}

func TestParseCustomer(t *testing.T) {
	rosa := full(t).Customer
	whole := string(rosa.AppendJSON(nil))
	tests := []struct {
		name, text string
		want       order.Customer
	}{
		{"whole", whole, rosa},
		{"white space", " " + whole + "\n", rosa},
		{"empty", "", order.Customer{}},
		{"null", "null", order.Customer{}},
		{"a list", `["Rosa"]`, order.Customer{}},
		{"a text", `"Rosa"`, order.Customer{}},
		{"cut off", `{"name":"Rosa","phone":"99`, order.Customer{Name: "Rosa"}},
		{"cut off in a name", `{"name":"Rosa","pho`, order.Customer{Name: "Rosa"}},
		{"more than there is", `{"name":"Rosa","edad":40,"x":{"name":"no"},"city":"Lima"}`, order.Customer{Name: "Rosa", City: "Lima"}},
		{"no texts", `{"name":7,"phone":null,"email":[],"address":{},"city":true,"postalCode":"1"}`, order.Customer{PostalCode: "1"}},
		{"twice", `{"name":"Rosa","name":"Ana"}`, order.Customer{Name: "Rosa"}},
		{"something behind", `{"name":"Rosa"}}`, order.Customer{Name: "Rosa"}},
		{"half a surrogate", `{"name":"\ud83d"}`, order.Customer{Name: "\ufffd"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := order.ParseCustomer(test.text); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

// encoding/json reads the JSON of an order with the same members.
func TestAppendJSON(t *testing.T) {
	o := full(t)
	o.Note, o.Customer.Name = "a\x00\x1f\u2028\"\\</script>\U0001f455\t", "\xff"
	o.Lines = append(o.Lines, order.Line{ProductID: 8, Quantity: 1})
	var got map[string]any
	if err := json.Unmarshal(o.AppendJSON([]byte(nil)), &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{
		"id": o.ID, "note": o.Note, "promo": "", "currency": "PEN", "subtotal": "79.80", "discount": "0.00", "shipping": "10.00", "tax": "13.70", "total": "89.80",
	} {
		if got[name] != want {
			t.Errorf("%s: got %q, want %q", name, got[name], want)
		}
	}
	if len(got) != 12 || len(got["lines"].([]any)) != 2 || got["customer"].(map[string]any)["name"] != "\ufffd" {
		t.Errorf("got %v, want twelve members, two lines, and the name made valid", got)
	}
	if b := string(o.AppendJSON([]byte("x"))); !strings.HasPrefix(b, `x{"id"`) {
		t.Errorf("got %s, want it appended", b[:10])
	}
	empty := order.Order{}
	if b := string(empty.AppendJSON(nil)); !strings.Contains(b, `"lines":[]`) {
		t.Errorf("of an empty order: got %s, want an empty list of lines", b)
	}
}
