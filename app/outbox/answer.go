package outbox

import (
	"carrito/app/json"
	"carrito/app/order"
)

// answer holds the known members of an answer. order is JSON.
type answer struct {
	id, hold, token, reason, message, order string

	faults order.Faults
}

// read parses an answer. If the text is not an object, all members are empty.
func read(text string) answer {
	var a answer
	r := json.NewReader(text)
	r.Object(func(name string) {
		switch name {
		case "id":
			a.id, _ = r.Text()
		case "held":
			a.hold, _ = r.Text()
		case "confirm":
			if confirm, _ := r.Bool(); confirm {
				a.hold = Unheld
			}
		case "token":
			text, _ := r.Text()
			a.token = Token(text)
		case "reason":
			a.reason, _ = r.Text()
		case "message":
			a.message, _ = r.Text()
		case "faults":
			r.Array(func(int) { a.faults = append(a.faults, readFault(r)) })
		case "order":
			if r.Kind() == json.Object {
				a.order = r.Raw()
			}
		}
	})
	if r.End() != nil {
		return answer{}
	}
	return a
}

// Token returns a text that can be the token of an order's page, or else "".
func Token(text string) string {
	if len(text) < 16 || len(text) > 64 {
		return ""
	}
	for _, c := range []byte(text) {
		if (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') && c != '-' && c != '_' {
			return ""
		}
	}
	return text
}

func readFault(r *json.Reader) order.Fault {
	var f order.Fault
	r.Object(func(name string) {
		switch name {
		case "field":
			f.Field, _ = r.Text()
		case "problem":
			problem, _ := r.Text()
			f.Problem = order.Problem(problem)
		}
	})
	return f
}
