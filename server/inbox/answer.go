package inbox

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"
	"unicode/utf8"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
)

// answer is the JSON of a [orderdb.Receipt].
type answer struct {
	ID     string `json:"id"`
	Placed string `json:"placed"` // RFC 3339, UTC
	Total  string `json:"total"`  // "129.80"

	Held    string `json:"held,omitempty"`    // until when its units are held, RFC 3339, UTC
	Confirm bool   `json:"confirm,omitempty"` // whether units are held only once the owner confirms the order

	Token string `json:"token,omitempty"` // of the order's page, /pedido/<token>
	Pay   bool   `json:"pay,omitempty"`   // whether the shopper pays at /pedido/<token>/pagar
}

func newAnswer(r orderdb.Receipt) answer {
	a := answer{ID: r.ID, Placed: r.Placed.Format(time.RFC3339), Total: r.Total.String(), Confirm: r.Unheld, Token: r.Token, Pay: r.Hosted}
	if !r.Held.IsZero() {
		a.Held = r.Held.Format(time.RFC3339)
	}
	return a
}

// refusal is the JSON of why an order is not taken.
type refusal struct {
	status int
	wait   time.Duration // until the order may be sent again; 0 if that is of no use

	Reason  string          `json:"reason"`  // a fixed word, for programs
	Message string          `json:"message"` // a sentence, for logs
	Faults  []fault         `json:"faults,omitempty"`
	Order   json.RawMessage `json:"order,omitempty"` // the proposal: the order that the shop would take
}

// fault is the JSON of an [order.Fault].
type fault struct {
	Field   string `json:"field"`
	Problem string `json:"problem"`
}

func refuse(status int, reason, message string) *refusal {
	return &refusal{status: status, Reason: reason, Message: message}
}

func (r *refusal) after(wait time.Duration) *refusal {
	r.wait = wait
	return r
}

func tooMany() *refusal {
	return refuse(http.StatusTooManyRequests, "too many requests", "Too many orders come from this address.")
}

func tooLarge() *refusal {
	return refuse(http.StatusRequestEntityTooLarge, "too large", "An order has 256 KiB at most.")
}

func refuseFaults(faults order.Faults) *refusal {
	r := refuse(http.StatusBadRequest, "invalid", "The order is not complete, or not as it should be.")
	for _, f := range faults {
		r.Faults = append(r.Faults, fault{f.Field, string(f.Problem)})
	}
	return r
}

func refuseChanged(proposal order.Order) *refusal {
	r := refuse(http.StatusConflict, "changed", "Prices, stock or terms are others now; the order that would be taken is in here.")
	r.Order = proposal.AppendJSON(nil)
	return r
}

func (r *refusal) send(w http.ResponseWriter) {
	if r.wait > 0 {
		seconds := int(math.Ceil(r.wait.Seconds()))
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
	}
	send(w, r.status, r)
}

func send(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	w.Write(text)
}

// shorten cuts a long text, which may quote the request, to 500 bytes.
func shorten(text string) string {
	const most = 500
	if len(text) <= most {
		return text
	}
	end := most
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
