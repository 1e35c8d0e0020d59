package browser

import "testing"

func TestCounterpart(t *testing.T) {
	search := mark{tag: "INPUT", id: "search"}
	plain := mark{tag: "BUTTON"}
	home, cart := mark{tag: "A", href: "/"}, mark{tag: "A", href: "/carrito"}
	note, number := mark{tag: "TEXTAREA", id: "note"}, mark{tag: "INPUT", id: "note"}
	tests := []struct {
		name     string
		old, now []mark
		i, want  int
	}{
		{"none focused", []mark{plain}, []mark{plain}, -1, -1},
		{"at the same place", []mark{home, plain}, []mark{home, plain}, 1, 1},
		{"the first of equal ones", []mark{plain, home, plain}, []mark{plain, home, plain}, 0, 0},
		{"the last of equal ones", []mark{plain, home, plain}, []mark{plain, home, plain}, 2, 2},
		{"more fields before it", []mark{home, plain}, []mark{home, cart, plain}, 1, 2},
		{"more fields after it", []mark{plain, home}, []mark{plain, home, cart}, 0, 0},
		{"from the top before from the end", []mark{plain, plain}, []mark{plain, plain, plain}, 0, 0},
		{"fewer fields before it", []mark{home, cart, plain}, []mark{cart, plain}, 2, 1},
		{"elsewhere, by its id", []mark{search, home, cart}, []mark{home, cart, search, plain}, 0, 2},
		{"elsewhere, without an id", []mark{plain, home, cart}, []mark{home, cart, plain, cart}, 0, -1},
		{"elsewhere, the only link to its page", []mark{plain, home, plain}, []mark{home, cart, plain, plain, plain}, 1, 0},
		{"elsewhere, the second link to its page", []mark{home, plain, home, plain}, []mark{home, cart, home, plain, plain, plain}, 2, 2},
		{"elsewhere, one of more links to its page", []mark{plain, home, plain}, []mark{home, cart, plain, plain, home, plain, plain}, 1, -1},
		{"another tag with its id", []mark{note}, []mark{number, note}, 0, 1},
		{"only another tag with its id", []mark{note}, []mark{number}, 0, -1},
		{"a link to another page", []mark{home}, []mark{cart}, 0, -1},
		{"no field any more", []mark{home}, nil, 0, -1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := counterpart(test.old, test.now, test.i); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}
