// Package publish writes the shop as plain files and puts them on the web with the
// owner's command: publish in shop.json. The command is a list of arguments, run without
// a shell in the folder of the shop.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"carrito/server/export"
	"carrito/server/site"
)

// Kinds of outcomes.
const (
	Exported  = "exported"  // the files are written, and there is no command
	Published = "published" // and the command has ended well
	Failed    = "failed"    // the command ended with another status than 0
	Unknown   = "unknown"   // there is no such program
	Late      = "late"      // the command took too long
	Stopped   = "stopped"   // the server ended, or the command was killed
	Unwritten = "unwritten" // the export failed, so the command was not run
)

// Outcome is how publishing ended.
type Outcome struct {
	Kind   string
	Status int    // exit status of a command that failed
	Detail string // of what failed, for people
}

// Limit is how long the command may take.
const Limit = 10 * time.Minute

// Job says what is published.
type Job struct {
	Files    site.Files
	Out      string        // the folder to write
	Base     string        // see [export.Options]
	Limit    time.Duration // for the command
	Progress func(done, total int)
}

// Folder returns the folder of a shop: the one that has its folder web.
func Folder(files site.Files) string {
	web, err := filepath.Abs(files.Web)
	if err != nil {
		web = files.Web
	}
	return filepath.Dir(web)
}

// Command returns the owner's command, or nil if there is none.
func Command(files site.Files) []string {
	s, err := site.LoadShop(files.Shop)
	if err != nil {
		return nil // the export names the faults
	}
	return s.Publish
}

// Run writes the shop and runs the command. What both say goes to out as it comes.
func (j Job) Run(ctx context.Context, out io.Writer) Outcome {
	result, err := export.Export(ctx, export.Options{Files: j.Files, Out: j.Out, Base: j.Base, Precompress: true, Progress: j.Progress})
	if err != nil {
		if ctx.Err() != nil {
			return Outcome{Kind: Stopped}
		}
		return Outcome{Kind: Unwritten, Detail: err.Error()}
	}
	fmt.Fprintf(out, "%s: %d pages, %d files, %.1f MB\n", j.Out, result.Pages, result.Size.Files, float64(result.Size.Bytes)/1e6)
	command := Command(j.Files)
	if len(command) == 0 {
		return Outcome{Kind: Exported}
	}
	fmt.Fprintln(out, "$", strings.Join(command, " "))
	return j.execute(ctx, command, out)
}

// execute runs the command.
func (j Job) execute(ctx context.Context, command []string, out io.Writer) Outcome {
	limited, stop := context.WithTimeout(ctx, j.Limit)
	defer stop()
	c := exec.CommandContext(limited, command[0], command[1:]...)
	c.Dir, c.Env = Folder(j.Files), environment(os.Environ())
	c.Stdout, c.Stderr = out, out // the same writer, so it is written to by one at a time
	c.WaitDelay = 2 * time.Second // for programs that go on in the background
	group(c)
	err := c.Run()
	var exit *exec.ExitError
	switch {
	case err == nil, errors.Is(err, exec.ErrWaitDelay) && limited.Err() == nil:
		return Outcome{Kind: Published}
	case ctx.Err() != nil:
		return Outcome{Kind: Stopped}
	case limited.Err() != nil:
		return Outcome{Kind: Late}
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		return Outcome{Kind: Failed, Status: exit.ExitCode()}
	case errors.As(err, &exit):
		return Outcome{Kind: Stopped, Detail: err.Error()}
	}
	fmt.Fprintln(out, err)
	return Outcome{Kind: Unknown, Detail: command[0]}
}

// environment returns the variables that the command gets: none with the passwords and
// keys of the shop, and those that keep programs from asking and from colours.
func environment(all []string) []string {
	var kept []string
	for _, variable := range all {
		if !strings.HasPrefix(variable, "CARRITO_") && !strings.HasPrefix(variable, "PGPASS") {
			kept = append(kept, variable)
		}
	}
	return append(kept, "GIT_TERMINAL_PROMPT=0", "NO_COLOR=1", "CI=1")
}
