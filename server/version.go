package main

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is what a program says of itself.
type version struct {
	Version  string `json:"version"`            // of the module, such as v1.2.3
	Revision string `json:"revision,omitempty"` // of the source
	Time     string `json:"time,omitempty"`     // of the revision
	Modified bool   `json:"modified,omitempty"` // whether the source was changed since
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

// ownVersion returns what the linker has noted in this program.
func ownVersion() version {
	v := version{Version: "unknown", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			v.Revision = setting.Value
		case "vcs.time":
			v.Time = setting.Value
		case "vcs.modified":
			v.Modified = setting.Value == "true"
		}
	}
	return v
}

// versionCommand prints which version this is.
func versionCommand(_ context.Context, args []string, std streams) error {
	flags := newFlags("version", std.err)
	asJSON := flags.Bool("json", false, "print it as JSON")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	v := ownVersion()
	if *asJSON {
		text, err := json.MarshalIndent(v, "", "  ")
		if err != nil {
			return err
		}
		fmt.Fprintf(std.out, "%s\n", text)
		return nil
	}
	fmt.Fprintf(std.out, "carrito %s, %s, %s\n", v.Version, v.Platform, v.Go)
	if v.Revision != "" {
		changed := ""
		if v.Modified {
			changed = ", with changes"
		}
		fmt.Fprintf(std.out, "source %s of %s%s\n", v.Revision, v.Time, changed)
	}
	return nil
}
