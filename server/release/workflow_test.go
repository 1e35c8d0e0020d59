package release

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// workflow has the fields that the workflows use. A field that is not here may be
// misspelt, since GitHub refuses a workflow with a field that it does not know.
type workflow struct {
	Name string
	On   struct {
		Push struct {
			Branches, Tags []string
		}
		WorkflowDispatch yaml.Node `yaml:"workflow_dispatch"`
	}
	Permissions map[string]string
	Concurrency struct{ Group string }
	Jobs        map[string]job
}

type job struct {
	RunsOn         string `yaml:"runs-on"`
	TimeoutMinutes int    `yaml:"timeout-minutes"`
	Permissions    map[string]string
	Environment    struct{ Name, URL string }
	Steps          []step
}

type step struct {
	ID, If, Uses, Run string
	With, Env         map[string]any
}

// readWorkflow parses the text of a workflow.
func readWorkflow(text []byte) (w workflow, err error) {
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&w); err != nil {
		return w, err
	}
	if d.Decode(new(any)) != io.EOF {
		return w, errors.New("there is a second document")
	}
	return w, nil
}

// readWorkflows returns the workflows of the project by their file names.
func readWorkflows(t *testing.T) map[string]workflow {
	t.Helper()
	files, err := filepath.Glob("../../.github/workflows/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %q, %v, want workflows", files, err)
	}
	read := map[string]workflow{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err == nil {
			read[filepath.Base(file)], err = readWorkflow(text)
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	return read
}

func TestReadWorkflowRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"a misspelt field":  "jobs:\n  a:\n    run-on: ubuntu-24.04\n",
		"a field twice":     "name: a\nname: b\n",
		"a second document": "name: a\n---\nname: b\n",
		"a tab":             "jobs:\n\ta: {}\n",
	} {
		t.Run(name, func(t *testing.T) {
			if w, err := readWorkflow([]byte(text)); err == nil {
				t.Errorf("got %+v, want an error", w)
			}
		})
	}
}

// A tag builds all archives, checks their sums and then publishes them. A run by hand
// publishes nothing.
func TestReleaseWorkflow(t *testing.T) {
	w := readWorkflows(t)["release.yml"]
	if !slices.Equal(w.On.Push.Tags, []string{"v*"}) || len(w.On.Push.Branches) > 0 || w.On.WorkflowDispatch.Tag != "!!null" {
		t.Errorf("got %+v, want tags that begin with v, and by hand without inputs", w.On)
	}
	release := w.Jobs["release"]
	var order []string
	for _, step := range release.Steps {
		publishes := strings.Contains(step.Run, "gh release")
		if want := "startsWith(github.ref, 'refs/tags/v')"; publishes != (step.If == want) {
			t.Errorf("%s: got the condition %q, want %q for what publishes", step.Run, step.If, want)
		}
		if step.Run != "" {
			order = append(order, step.Run)
		}
		if strings.HasPrefix(step.Uses, "actions/checkout@") && step.With["fetch-depth"] != 0 {
			t.Errorf("got %v, want the tags fetched: the version comes from them", step.With)
		}
	}
	want := regexp.MustCompile(`^make release\ncd release && sha256sum -c ` + sumsFile + `\ngh release create "\$GITHUB_REF_NAME" release/\* --verify-tag .*$`)
	if got := strings.Join(order, "\n"); !want.MatchString(got) {
		t.Errorf("got the commands\n%s\nwant the archives built, checked and published", got)
	}
	if release.Permissions["contents"] != "write" || len(release.Permissions) != 1 {
		t.Errorf("got %v, want only releases writable", release.Permissions)
	}
}

// Workflows name the code of others by its commit, which nobody can change, end by
// themselves, and leave no password of the repository behind.
func TestWorkflowsTrustLittle(t *testing.T) {
	pinned := regexp.MustCompile(`^actions/[a-z-]+@[0-9a-f]{40}$`)
	for name, w := range readWorkflows(t) {
		if w.Permissions["contents"] != "read" {
			t.Errorf("%s: got %v for all jobs, want the source only read", name, w.Permissions)
		}
		for id, job := range w.Jobs {
			if job.TimeoutMinutes == 0 || !regexp.MustCompile(`^ubuntu-\d+\.\d+$`).MatchString(job.RunsOn) {
				t.Errorf("%s: got %s with %d minutes on %q, want an end, and one system", name, id, job.TimeoutMinutes, job.RunsOn)
			}
			for _, step := range job.Steps {
				if step.Uses != "" && !pinned.MatchString(step.Uses) {
					t.Errorf("%s: got %s, want the commit named", name, step.Uses)
				}
				if strings.HasPrefix(step.Uses, "actions/checkout@") && step.With["persist-credentials"] != false {
					t.Errorf("%s: got %v, want no credentials kept", name, step.With)
				}
				if strings.Contains(step.Run, "${{") {
					t.Errorf("%s: %s: want values in env, since GitHub would put them into the command unquoted", name, step.Run)
				}
			}
		}
	}
}
