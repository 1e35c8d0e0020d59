package images

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path"
	"sync"
)

// journalFile lists what was made since the index was written, a picture a line:
// a run that is killed has not worked for nothing.
const journalFile = folder + "/.journal"

// journal is the list while pictures are made.
type journal struct {
	mu   sync.Mutex
	file *os.File // nil before the first picture
}

// line is a line of the journal.
type line struct {
	Settings, Src string
	Entry         entry
}

// readJournal adds to an index what the journal knows that it does not.
func readJournal(root *os.Root, index *Index) {
	content, err := root.ReadFile(journalFile)
	if err != nil {
		return
	}
	for lines := bufio.NewScanner(bytes.NewReader(content)); lines.Scan(); {
		var l line
		if json.Unmarshal(lines.Bytes(), &l) != nil || l.Settings != settings {
			continue // cut off, or of another version of the program
		}
		if index.Settings != settings {
			*index = Index{Settings: settings, Pictures: map[string]entry{}}
		}
		index.Pictures[l.Src] = l.Entry
	}
}

// note adds a picture that was made.
func (j *journal) note(root *os.Root, src string, made entry) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.file == nil {
		if err := root.MkdirAll(path.Dir(journalFile), 0o755); err != nil {
			return err
		}
		file, err := root.OpenFile(journalFile, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
		if err != nil {
			return err
		}
		if _, err := file.Write([]byte{'\n'}); err != nil { // after a line that was cut off
			return err
		}
		j.file = file
	}
	text, err := json.Marshal(line{settings, src, made})
	if err != nil {
		return err
	}
	_, err = j.file.Write(append(text, '\n'))
	return err
}

// end removes the journal once the index knows all that is in it.
func (j *journal) end(root *os.Root) error {
	if j.file != nil {
		j.file.Close()
	}
	if err := root.Remove(journalFile); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}
