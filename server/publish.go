package main

import (
	"context"
	"fmt"
	"strings"

	"carrito/server/progress"
	"carrito/server/publish"
)

// publishFiles writes the shop as plain files and runs the command publish of shop.json.
func publishFiles(ctx context.Context, args []string, std streams) error {
	flags := newFlags("publish", std.err)
	files := fileFlags(flags)
	job := publish.Job{Progress: progress.Bar(std.err), Limit: publish.Limit}
	flags.StringVar(&job.Out, "o", "dist", "the `folder` to write; only an earlier export is replaced")
	flags.StringVar(&job.Base, "base", "", "the `address` where the shop will be; by default baseURL of shop.json")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	job.Files = *files
	outcome := job.Run(ctx, std.out)
	switch outcome.Kind {
	case publish.Published:
		fmt.Fprintln(std.out, "published")
	case publish.Exported:
		fmt.Fprintf(std.out, "shop.json names no command that publishes, such as \"publish\": [\"git\", \"push\"]; put %s on the web yourself\n", job.Out)
	case publish.Unwritten:
		return fmt.Errorf("nothing was exported:\n%s", outcome.Detail)
	case publish.Failed:
		return fmt.Errorf("not published: the command ended with status %d", outcome.Status)
	case publish.Unknown:
		return fmt.Errorf("not published: there is no program %q on this machine", outcome.Detail)
	case publish.Late:
		return fmt.Errorf("not published: the command took more than %v", job.Limit)
	default:
		return fmt.Errorf("not published: it was stopped %s", strings.TrimSpace(outcome.Detail))
	}
	return nil
}
