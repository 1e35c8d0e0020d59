package outbox

import (
	"carrito/app/json"
	"carrito/app/order"
)

// answer holds the known members of an answer. order is JSON.
type answer struct {
	id, hold, reason, message, order string

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
