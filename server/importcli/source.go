package importcli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"carrito/server/fetch"
	"carrito/server/importer"
	"carrito/server/regular"
)

// The limits of a table on the web.
const (
	maxTable     = 64 << 20 // bytes
	tableTimeout = time.Minute
)

// source is the table to import.
type source struct {
	file
	remote    bool
	unchanged bool // whether the table is the one that was imported last
	last, now last
}

// file is what the importer reads.
type file interface {
	io.ReadSeeker
	io.ReaderAt
	io.Closer
}

// download is a downloaded file.
type download struct{ *bytes.Reader }

func (download) Close() error { return nil }

// open opens the file, or downloads it. opts are those that the shop and the flags
// decide.
func (c *Command) open(ctx context.Context, opts importer.Options) (*source, error) {
	if !fetch.IsAddress(c.Export) {
		f, err := os.Open(c.Export)
		return &source{file: f}, err
	}
	address := fetch.SheetAddress(c.Export)
	settings, err := c.settingsSum(opts)
	if err != nil {
		return nil, err
	}
	s := &source{remote: true, last: readLast(c.Target, address)}
	if target, err := fileSum(c.Target); err != nil || target != s.last.Target || settings != s.last.Settings || c.Force {
		s.last.Tag, s.last.Sum = fetch.Tag{}, "" // an unchanged table is imported too
	}
	client := fetch.Client{Private: c.Private, Limit: maxTable, Timeout: tableTimeout}
	answer, err := client.Get(ctx, address, s.last.Tag)
	if err == nil {
		err = answer.CheckTable()
	}
	if err != nil {
		return nil, &fetchError{c.name(), err}
	}
	sum := sha256.Sum256(answer.Body)
	s.now = last{Address: hashOf(address), Tag: answer.Tag, Sum: hex.EncodeToString(sum[:]), Settings: settings}
	s.unchanged = answer.Unchanged || s.now.Sum == s.last.Sum
	s.file = download{bytes.NewReader(answer.Body)}
	return s, nil
}

// fetchError is the error for a table that cannot be downloaded.
type fetchError struct {
	name  string
	cause error
}

func (e *fetchError) Error() string {
	text := e.name + ": " + e.cause.Error()
	if errors.Is(e.cause, fetch.ErrPrivate) {
		text += "; -private allows it"
	}
	return text
}

func (e *fetchError) Unwrap() error { return e.cause }

// name returns the name of the source for people. Of an address it is only the host,
// because the rest may be a secret.
func (c *Command) name() string {
	if u, err := url.Parse(c.Export); err == nil && fetch.IsAddress(c.Export) {
		return u.Scheme + "://" + u.Host
	}
	return c.Export
}

// last describes the last import from an address.
type last struct {
	Address  string            `json:"address"` // hash of the address, which may be a secret
	Tag      fetch.Tag         `json:"tag"`
	Sum      string            `json:"sum"`      // hash of the table
	Settings string            `json:"settings"` // hash of all else that the catalogue depends on
	Target   string            `json:"target"`   // hash of the catalogue
	Columns  map[string]string `json:"columns"`  // see importer.Result
	Choices  []string          `json:"choices"`
}

// lastFile returns the name of the file with the last import into a catalogue. Like the
// ledger, it is neither served nor exported.
func lastFile(target string) string {
	return strings.TrimSuffix(target, filepath.Ext(target)) + ".source.json"
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// readLast returns the last import from an address, or the zero value if there is none
// or it cannot be read: then the next import is as the first one.
func readLast(target, address string) last {
	var l last
	data, err := regular.Read(lastFile(target), regular.Settings)
	if err != nil || json.Unmarshal(data, &l) != nil || l.Address != hashOf(address) {
		return last{}
	}
	return l
}

func (l last) write(target string) error {
	data, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(lastFile(target), func(w io.Writer) error {
		_, err := w.Write(append(data, '\n'))
		return err
	})
}

// lost returns the names of the columns that the last table had and this one lacks,
// sorted. columns are those that are read, by what they mean, and others are the names
// of the rest.
func (l last) lost(columns map[string]string, others []string) []string {
	var lost []string
	for meaning, name := range l.Columns {
		if _, found := columns[meaning]; !found && !slices.Contains(others, name) {
			lost = append(lost, name)
		}
	}
	slices.Sort(lost)
	return lost
}

// lostError is the error for a table that has lost columns.
type lostError []string

func (e lostError) Error() string {
	return fmt.Sprintf("the table has lost the columns %s", strings.Join(e, ", "))
}

// isMissing reports whether err is that of a picture that is not there.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
