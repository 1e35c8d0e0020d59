package browser

import "testing"

func TestCounterpart(t *testing.T) {
	search := mark{tag: "INPUT", id: "search"}
	plain := mark{tag: "BUTTON"}
	home, cart := mark{tag: "A", says: "/"}, mark{tag: "A", says: "/carrito"}
	add, share, ask := mark{tag: "BUTTON", says: "Add"}, mark{tag: "BUTTON", says: "Share"}, mark{tag: "BUTTON", says: "Tell me"}
	other := mark{tag: "BUTTON", says: "Agregar"}
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
		{"elsewhere, the only button that says so", []mark{plain, home, cart}, []mark{home, cart, plain, cart}, 0, 2},
		{"another button at its place", []mark{add, share, home}, []mark{ask, add, share, ask, home}, 1, 2},
		{"another button at its place from the end", []mark{home, share, ask, add}, []mark{home, add}, 1, -1},
		{"another button at both places", []mark{share, home, ask, add}, []mark{add, ask, share}, 0, 2},
		{"the second of buttons that say the same", []mark{add, home, add, ask, home}, []mark{add, home, home, add}, 2, 3},
		{"a translated button", []mark{home, other, cart}, []mark{home, add, cart}, 1, 1},
		{"a translated button, with other fields", []mark{home, other, cart}, []mark{home, share, add, cart}, 1, -1},
		{"no longer a button", []mark{home, add}, []mark{home, note}, 1, -1},
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
