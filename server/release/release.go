// Package release is the command release: it builds the program for each system, with
// the demo shop in it, and packs an archive of each.
package release

import (
	"context"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Options say what is released.
type Options struct {
	Root      string   // the source
	Web       string   // the folder web, with the browser program in it
	Out       string   // the folder for the archives
	Platforms []string // such as linux/amd64
	Log       func(line string)

	quick bool // for tests: with the flags of make server, for which the libraries are compiled already
}

// Platforms are the systems that have an archive.
var Platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// sumsFile lists the SHA-256 of each archive, as sha256sum -c reads it.
const sumsFile = "SHA256SUMS"

// Make builds and packs all archives. It returns their names.
func Make(ctx context.Context, o Options) ([]string, error) {
	work, err := os.MkdirTemp("", "carrito-release-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	overlay, err := embedWeb(o, work)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return nil, err
	}
	var names []string
	sums := ""
	for _, platform := range o.Platforms {
		program, err := o.build(ctx, platform, overlay, work)
		if err != nil {
			return nil, err
		}
		name, content, err := pack(o.Root, platform, program)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(o.Out, name), content, 0o644); err != nil {
			return nil, err
		}
		o.Log(fmt.Sprintf("%s: %.1f MB", name, float64(len(content))/1e6))
		sums += fmt.Sprintf("%x  %s\n", sha256.Sum256(content), name)
		names = append(names, name)
	}
	return names, os.WriteFile(filepath.Join(o.Out, sumsFile), []byte(sums), 0o644)
}

// embedWeb packs the folder web, and returns the file that tells the compiler to take
// it for server/demo/web.zip. Nothing is written to the source.
func embedWeb(o Options, work string) (overlay string, _ error) {
	content, err := packWeb(o.Web)
	if err != nil {
		return "", err
	}
	packed := filepath.Join(work, "web.zip")
	if err := os.WriteFile(packed, content, 0o600); err != nil {
		return "", err
	}
	root, err := filepath.Abs(o.Root)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(root, "server", "demo", "web.zip"): packed}})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(work, "overlay.json")
	return overlay, os.WriteFile(overlay, text, 0o600)
}

// built is a program for one platform.
type built struct {
	file    string
	version string
	time    time.Time // of the source
}

// build builds the program. The same source gives the same program on every machine.
func (o Options) build(ctx context.Context, platform, overlay, work string) (*built, error) {
	system, processor, ok := strings.Cut(platform, "/")
	if !ok {
		return nil, fmt.Errorf("%q is no platform such as linux/amd64", platform)
	}
	b := &built{file: filepath.Join(work, "carrito-"+system+"-"+processor), version: "dev", time: time.Unix(0, 0)}
	c := exec.CommandContext(ctx, "go", "build", "-tags", "nodynamic,release", "-overlay", overlay, "-o", b.file)
	c.Dir = o.Root
	if !o.quick {
		c.Args = append(c.Args, "-trimpath", "-ldflags", "-s -w")
		c.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0")
	}
	c.Args = append(c.Args, "./server")
	if said, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", platform, err, said)
	}
	if !o.quick {
		if err := checkFormat(b.file, system, processor); err != nil {
			return nil, err
		}
	}
	info, err := buildinfo.ReadFile(b.file)
	if err != nil {
		return nil, err
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		b.version = info.Main.Version
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.time" {
			if b.time, err = time.Parse(time.RFC3339, setting.Value); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

// CheckPlatforms returns an error for a platform that has no archive.
func CheckPlatforms(platforms []string) error {
	for _, platform := range platforms {
		if !slices.Contains(Platforms, platform) {
			return errors.New(platform + " has no archive; there are " + strings.Join(Platforms, ", "))
		}
	}
	return nil
}
