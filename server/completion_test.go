package main

import (
	"os/exec"
	"strings"
	"testing"
)

// bash completes commands, verbs and flags with the script, and every command has its
// flags in it.
func TestCompletion(t *testing.T) {
	script, err := command(t, "completion", "bash")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ line, want string }{
		{"carrito ser", "serve service"},
		{"carrito serve -do", "-domain"},
		{"carrito serve -htt", "-http -http3 -https"},
		{"carrito orders s", "show state"},
		{"carrito admin -f", "-forget-passkeys"},
		{"carrito service install -prin", "-print"},
		{"carrito backup -k", "-keys"},
		{"carrito nothing -k", ""},
	}
	for _, test := range tests {
		t.Run(test.line, func(t *testing.T) {
			words := strings.Fields(test.line)
			c := exec.Command("bash", "-c", script+`
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _carrito; echo "${COMPREPLY[*]}"`, "bash")
			c.Args = append(c.Args, words...)
			out, err := c.CombinedOutput()
			if got := strings.TrimSpace(string(out)); err != nil || got != test.want {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
	for _, shell := range []string{"zsh", "fish"} {
		out, err := command(t, "completion", shell)
		if err != nil || !strings.Contains(out, "restore") || !strings.Contains(out, "domain") {
			t.Errorf("%s: got %q, %v", shell, out, err)
		}
	}
	if _, err := command(t, "completion", "powershell"); err == nil {
		t.Error("another shell: got no error")
	}
}

// Each command with flags shows them with -h, since the completion comes from that.
func TestCommandsDescribeTheirFlags(t *testing.T) {
	for _, c := range completions(t.Context()) {
		if len(c.flags)+len(c.verbs) == 0 {
			t.Errorf("%s: got no flags and no verbs", c.name)
		}
		for _, f := range c.flags {
			if f.about == "" {
				t.Errorf("%s -%s: got no usage", c.name, f.name)
			}
		}
	}
}
