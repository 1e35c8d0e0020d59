package sharedfiles

import "testing"

// The command that publishes stays as it is here, whatever another server's shop.json has.
func TestWithOwnCommand(t *testing.T) {
	for _, test := range []struct{ name, theirs, mine, want string }{
		{"the same", `{"name": "B", "publish": ["own"]}`, `{"publish": ["own"]}`, `{"name": "B", "publish": ["own"]}`},
		{"another one", `{"name": "B", "publish": ["evil"]}`, `{"publish": ["own"]}`, "own"},
		{"none here", `{"publish": ["evil"], "name": "B"}`, `{}`, ""},
		{"twice", `{"publish": ["evil"], "name": "B", "publish": ["worse"]}`, `{}`, ""},
		{"twice, the last one as here", `{"publish": ["evil"], "publish": ["own"]}`, `{"publish": ["own"]}`, "own"},
		{"capitals", `{"name": "B", "Publish": ["evil"]}`, `{}`, ""},
		{"capitals behind the own one", `{"publish": ["own"], "PUBLISH": ["evil"]}`, `{"publish": ["own"]}`, "own"},
		{"twice none", `{"publish": ["evil"], "publish": null}`, `{}`, ""},
		{"no JSON", `{"publish": ["evil"]`, `{}`, "refused"},
		{"a list", `[]`, `{"publish": ["own"]}`, "refused"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := withOwnCommand([]byte(test.theirs), []byte(test.mine))
			switch {
			case test.want == "refused":
				if err == nil {
					t.Errorf("got %s, want it refused", got)
				}
			case err != nil:
				t.Error(err)
			case test.want != "" && test.want != "own":
				if string(got) != test.want {
					t.Errorf("got %s, want %s", got, test.want)
				}
			case !isSame(command(got), command([]byte(test.mine))) || len(commands(got)) > 1 || test.want == "" && len(commands(got)) > 0:
				t.Errorf("got %s, want the command of %s", got, test.mine)
			}
		})
	}
}
