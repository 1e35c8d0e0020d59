package images

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path"
	"sync"
)

// journalFile lists the originals that were processed since the index was written, one
// a line. So the work of a run that is killed is not lost.
const journalFile = folder + "/.journal"

// journal writes the journal file while pictures are made.
type journal struct {
	mu   sync.Mutex
	file *os.File // nil before the first picture
}

// line is a line of the journal.
type line struct {
	Settings, Src string
	Entry         entry
}

// readJournal adds the entries of the journal to the index.
func readJournal(root *os.Root, index *Index) {
	content, err := root.ReadFile(journalFile)
	if err != nil {
		return
	}
	for lines := bufio.NewScanner(bytes.NewReader(content)); lines.Scan(); {
		var l line
		if json.Unmarshal(lines.Bytes(), &l) != nil || l.Settings != settings {
			continue // the line is cut off, or from another version of the program
		}
		if index.Settings != settings {
			*index = Index{Settings: settings, Pictures: map[string]entry{}}
		}
		index.Pictures[l.Src] = l.Entry
	}
}

// addToJournal adds an original whose pictures were made.
func (j *journal) addToJournal(root *os.Root, src string, made entry) error {
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
		if _, err := file.Write([]byte{'\n'}); err != nil { // ends a line that may have been cut off
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

// removeJournal closes and removes the journal, once the index has all its entries.
func (j *journal) removeJournal(root *os.Root) error {
	if j.file != nil {
		j.file.Close()
	}
	if err := root.Remove(journalFile); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}
