package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
)

// verbs are the words that may follow the name of a command.
var verbs = map[string][]string{
	"orders":     {"list", "show", "state", "export", "backup", "data", "forget"},
	"admin":      {"password", "passkeys"},
	"pay":        {"read"},
	"service":    {"install", "uninstall"},
	"completion": {"bash", "zsh", "fish"},
}

// ownVerbs are the commands whose verbs have flags of their own.
var ownVerbs = map[string]bool{"admin": true, "service": true}

// completed is a command with what may follow its name.
type completed struct {
	name  string
	verbs []string
	flags []described
}

// described is a flag with the first words of its usage.
type described struct{ name, about string }

// flagLine is a flag in the help text of package flag.
var flagLine = regexp.MustCompile(`(?m)^  -(\S+).*(?:\n?\s+)(.*)$`)

// completions returns what may follow each command. It asks each for its help text, so
// that the flags are those that there are.
func completions(ctx context.Context) []completed {
	var all []completed
	for _, c := range commands() {
		done := completed{name: c.name, verbs: verbs[c.name]}
		lines := [][]string{{"-h"}}
		if ownVerbs[c.name] {
			lines = nil
			for _, verb := range done.verbs {
				lines = append(lines, []string{verb, "-h"})
			}
		}
		for _, line := range lines {
			var help bytes.Buffer
			c.run(ctx, line, streams{in: os.Stdin, out: io.Discard, err: &help})
			for _, found := range flagLine.FindAllStringSubmatch(help.String(), -1) {
				f := described{found[1], strings.TrimSpace(found[2])}
				if !slices.ContainsFunc(done.flags, func(d described) bool { return d.name == f.name }) {
					done.flags = append(done.flags, f)
				}
			}
		}
		all = append(all, done)
	}
	return all
}

// words returns the verbs and flags of a command.
func (c completed) words() string {
	words := slices.Clone(c.verbs)
	for _, f := range c.flags {
		words = append(words, "-"+f.name)
	}
	return strings.Join(words, " ")
}

// completionCommand prints a script with which a shell completes command lines.
func completionCommand(ctx context.Context, args []string, std streams) error {
	flags := newFlags("completion", std.err)
	flags.Usage = func() {
		fmt.Fprint(std.err, `usage: completion bash|zsh|fish
bash: source <(carrito completion bash)
zsh:  carrito completion zsh > "${fpath[1]}/_carrito"
fish: carrito completion fish > ~/.config/fish/completions/carrito.fish
`)
	}
	if err := parse(flags, args, 1); err != nil {
		return err
	}
	all := completions(ctx)
	var script strings.Builder
	switch flags.Arg(0) {
	case "bash":
		bashScript(&script, all)
	case "zsh":
		script.WriteString("#compdef carrito\nautoload -U +X bashcompinit && bashcompinit\n")
		bashScript(&script, all)
	case "fish":
		fishScript(&script, all)
	default:
		return usageError("completion knows bash, zsh and fish, not " + flags.Arg(0))
	}
	_, err := io.WriteString(std.out, script.String())
	return err
}

// bashScript writes the script for bash. Where it knows nothing, bash completes the
// names of files.
func bashScript(to *strings.Builder, all []completed) {
	var names []string
	for _, c := range all {
		names = append(names, c.name)
	}
	fmt.Fprintf(to, `_carrito() {
	local words=""
	if [ "$COMP_CWORD" -eq 1 ]; then
		words="%s"
	else
		case "${COMP_WORDS[1]}" in
`, strings.Join(names, " "))
	for _, c := range all {
		fmt.Fprintf(to, "\t\t%s) words=\"%s\" ;;\n", c.name, c.words())
	}
	to.WriteString(`		esac
	fi
	COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _carrito carrito
`)
}

// fishScript writes the script for fish.
func fishScript(to *strings.Builder, all []completed) {
	quote := func(text string) string {
		return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
	}
	for _, c := range all {
		fmt.Fprintf(to, "complete -c carrito -n __fish_use_subcommand -a %s\n", c.name)
		for _, verb := range c.verbs {
			fmt.Fprintf(to, "complete -c carrito -n '__fish_seen_subcommand_from %s' -a %s\n", c.name, verb)
		}
		for _, f := range c.flags {
			fmt.Fprintf(to, "complete -c carrito -n '__fish_seen_subcommand_from %s' -o %s -d %s\n", c.name, f.name, quote(f.about))
		}
	}
}
