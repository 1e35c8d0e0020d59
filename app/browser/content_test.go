package browser

import "testing"

func TestContentTyped(t *testing.T) {
	tests := []struct {
		name    string
		content content
		want    bool
	}{
		{"text as it came", content{kind: "INPUT", value: "1", came: "1"}, false},
		{"typed text", content{kind: "INPUT", value: "2", came: "1"}, true},
		{"text that was deleted", content{kind: "TEXTAREA", came: "a"}, true},
		{"a link", content{kind: "A"}, false},
		{"a radio button as it came", content{kind: "RADIO", checked: true, cameChecked: true}, false},
		{"one that was chosen", content{kind: "RADIO", checked: true}, true},
		{"one that another has replaced", content{kind: "RADIO", cameChecked: true}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.content.typed(); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestContentRestoring(t *testing.T) {
	tests := []struct {
		name     string
		old, now content
		want     string
	}{
		{"text", content{kind: "INPUT", value: "2"}, content{kind: "INPUT", value: "1"}, "input"},
		{"long text", content{kind: "TEXTAREA", value: "a"}, content{kind: "TEXTAREA"}, "input"},
		{"text that is there already", content{kind: "INPUT", value: "2"}, content{kind: "INPUT", value: "2"}, ""},
		{"a choice", content{kind: "SELECT", value: "b"}, content{kind: "SELECT", value: "a"}, "change"},
		{"a choice that is there already", content{kind: "SELECT", value: "b"}, content{kind: "SELECT", value: "b"}, ""},
		{"a radio button", content{kind: "RADIO", checked: true}, content{kind: "RADIO"}, "click"},
		{"one that is chosen already", content{kind: "RADIO", checked: true}, content{kind: "RADIO", checked: true}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.now.restoring(test.old); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestPressLasts(t *testing.T) {
	const now = 1_790_000_000_000
	tests := []struct {
		name  string
		begun int64
		want  bool
	}{
		{"just begun", now, true},
		{"almost too long", now - pressLimit + 1, true},
		{"too long", now - pressLimit, false},
		{"the clock was put back", now + 60_000, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := pressLasts(test.begun, now); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
