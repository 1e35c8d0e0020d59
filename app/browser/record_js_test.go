package browser

import (
	"testing"

	"carrito/app/outbox"
)

func TestRecord(t *testing.T) {
	all := outbox.Record{ID: "A-1", Kind: "server", URL: "/api/orders", Body: "{}", State: outbox.Waiting, Tries: 2, After: 1_790_000_000_000,
		Since: 1_790_000_000_001, Status: 503, Answer: "no", Unsure: true, Redirect: true}
	tests := []struct {
		name, stored string
		want         outbox.Record
	}{
		{"all members", `{"id":"A-1","kind":"server","url":"/api/orders","body":"{}","state":"waiting","tries":2,"after":1790000000000,"since":1790000000001,"status":503,"answer":"no","unsure":true,"redirect":true}`, all},
		{"of an earlier release", `{"id":"A-1","state":"sent"}`, outbox.Record{ID: "A-1", State: "sent"}},
		{"of other types", `{"id":"A-1","url":7,"tries":"many","after":null,"answer":null}`, outbox.Record{ID: "A-1"}},
		{"of a later release", `{"id":"A-1","colour":"red"}`, outbox.Record{ID: "A-1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := readRecord(script("return JSON.parse(a)", test.stored)); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
	if got := jsonOf(writeRecord(all)); got != tests[0].stored {
		t.Errorf("got %s, want %s", got, tests[0].stored)
	}
}
