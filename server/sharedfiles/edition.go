package sharedfiles

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/kept"
	"carrito/server/patch"
	"carrito/server/prose"
	"carrito/server/regular"
)

// edition returns the content of a file as it is shared, or nil for no file. The first line
// of a page is the name of its file, which has the page's place.
func (s *Folder) edition(name string, f *kept.File, content []byte) []byte {
	if content == nil || name == products || name == shop {
		return content
	}
	return append([]byte(filepath.Base(f.Path)+"\n"), content...)
}

// sum returns the SHA-256 of an edition, or "" for nil.
func sum(edition []byte) string {
	if edition == nil {
		return ""
	}
	hash := sha256.Sum256(edition)
	return hex.EncodeToString(hash[:])
}

// base is where a file stood when it was last the same here and in the database.
type base struct {
	Shared string `json:"shared"`           // sum in the database
	Local  string `json:"local"`            // sum here, which differs if shop.json has another command
	Known  bool   `json:"known"`            // false if the file was never the same
	Ledger string `json:"ledger,omitempty"` // sum of the ledger in the database, for the products
}

// at returns a later base.
func (b base) at(shared, local string) base { return base{shared, local, true, b.Ledger} }

// baseFile is the name of the file with the base, beside the versions.
const baseFile = "shared.json"

func (s *Folder) readBase(f *kept.File) (b base) {
	text, err := regular.Read(f.Beside(baseFile), 1<<12)
	if err != nil || json.Unmarshal(text, &b) != nil {
		return base{}
	}
	return b
}

func (s *Folder) writeBase(f *kept.File, b base) error {
	if s.readBase(f) == b {
		return nil
	}
	text, _ := json.Marshal(b)
	return regular.Write(f.Beside(baseFile), text)
}

// share makes an edition the one of all servers, in the place of the one with the sum was.
// The ledger goes along with the products, in the place of the one that known has.
func (s *Folder) share(ctx context.Context, name string, known base, was, by string, edition []byte) error {
	ctx, cancel := context.WithTimeout(ctx, bigPatience)
	defer cancel()
	now := time.Now()
	all := []orderdb.Edition{{Name: name, Sum: sum(edition), Author: by, Changed: now, Content: edition}}
	if name == products {
		ids, err := regular.Read(s.files.Ledger, regular.Catalogue)
		if err == nil {
			all = append(all, orderdb.Edition{Name: ledger, Sum: sum(ids), Author: by, Changed: now, Content: ids, Was: &known.Ledger})
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return s.database.ShareFiles(ctx, was, all...)
}

// fetch returns an edition with its content, which is as its sum says.
func (s *Folder) fetch(ctx context.Context, name string, limit int64) (orderdb.Edition, error) {
	ctx, cancel := context.WithTimeout(ctx, bigPatience)
	defer cancel()
	e, err := s.database.FetchFile(ctx, name, limit)
	switch {
	case err != nil || e.Sum == "":
		return e, err
	case e.Size > limit:
		return e, fmt.Errorf("%s in the database has %d bytes, and at most %d are read: the one of this server stays", name, e.Size, limit)
	case sum(e.Content) != e.Sum:
		return e, fmt.Errorf("%s in the database is damaged: the one of this server stays", name)
	}
	return e, nil
}

// place returns the path and the content of an edition here. A page's edition names its
// file.
func (s *Folder) place(name string, f *kept.File, edition []byte) (path string, content []byte, err error) {
	if name == products || name == shop {
		return f.Path, edition, nil
	}
	file, content, found := bytes.Cut(edition, []byte("\n"))
	if !found || !(prose.Source{Name: name[len(pages):]}).Is(string(file)) {
		return "", nil, fmt.Errorf("%s in the database is not a page", name)
	}
	return filepath.Join(filepath.Dir(f.Path), string(file)), append([]byte{}, content...), nil
}

// withOwnCommand returns shop.json with the command that publishes as it is here: nobody
// changes it from another machine. The error is for a file that cannot have it.
func withOwnCommand(theirs, mine []byte) ([]byte, error) {
	own, names := command(mine), commands(theirs)
	if theirs == nil || len(names) <= 1 && bytes.Equal(own, command(theirs)) && (own != nil || len(names) == 0) {
		return theirs, nil
	}
	text, mark := bytes.CutPrefix(theirs, []byte("\ufeff"))
	changed := string(text)
	for _, name := range names {
		without, err := patch.Set(changed, []string{name}, nil)
		if err != nil {
			break // the check below refuses it
		}
		changed = without
	}
	changed, err := patch.Set(changed, []string{publish}, own)
	if err != nil || !isSame(command([]byte(changed)), own) || own == nil && len(commands([]byte(changed))) > 0 {
		return nil, errors.New("shop.json in the database cannot get the command that publishes of this server: the one of this server stays")
	}
	if mark {
		changed = "\ufeff" + changed
	}
	return []byte(changed), nil
}

// publish is the member of shop.json with the command.
const publish = "publish"

// command returns the command of a shop.json.
func command(content []byte) json.RawMessage {
	var c struct{ Publish json.RawMessage }
	if json.Unmarshal(bytes.TrimPrefix(content, []byte("\ufeff")), &c) != nil {
		return nil
	}
	return c.Publish
}

// commands returns the names of the members of a shop.json that readers take for the
// command, whatever their case.
func commands(content []byte) (names []string) {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return nil
	}
	for d.More() {
		name, err := d.Token()
		text, ok := name.(string)
		if err != nil || !ok || d.Decode(new(json.RawMessage)) != nil {
			return names
		}
		if strings.EqualFold(text, publish) {
			names = append(names, text)
		}
	}
	return names
}

// isSame reports whether two values are the same but for white space.
func isSame(a, b json.RawMessage) bool {
	var first, second bytes.Buffer
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	return json.Compact(&first, a) == nil && json.Compact(&second, b) == nil && bytes.Equal(first.Bytes(), second.Bytes())
}
