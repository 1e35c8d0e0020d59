package export

import (
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"carrito/server/asset"
	"carrito/server/picture"
	"carrito/server/regular"
	"carrito/server/site"
)

// copies returns the jobs that copy files from the folder web: pictures, and
// whatever else the shop needs and our own server would send.
func (e *exporter) copies(to sink) ([]job, error) {
	var jobs []job
	var walk func(folder string) error
	walk = func(folder string) error {
		entries, err := e.list(folder)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			name := path.Join(folder, entry.Name())
			if strings.HasPrefix(entry.Name(), ".") || site.IsSource(name) {
				continue
			}
			info, err := e.web.Stat(name) // follows links within the folder
			switch {
			case err != nil:
				err = fmt.Errorf("%s cannot be served: %w", name, err)
			case info.Mode().IsRegular() && e.shop.Withheld(name, info):
			case info.Mode().IsRegular():
				jobs = append(jobs, job{work: func() error { return e.copy(to, name) }})
			case entry.IsDir():
				err = walk(name)
			case info.IsDir():
				err = fmt.Errorf("%s is a link to a folder; put the folder itself there", name)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	return jobs, walk(".")
}

// list returns the entries of a folder within web.
func (e *exporter) list(folder string) ([]os.DirEntry, error) {
	file, err := e.web.Open(folder)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return file.ReadDir(-1)
}

// copy copies a file. A picture, font or film keeps its modification time.
func (e *exporter) copy(to sink, name string) error {
	file, info, err := regular.OpenIn(e.web, name)
	if err != nil {
		return err
	}
	defer file.Close()
	if asset.Type(name) == "" {
		return e.copyFile(to, name, file, info)
	}
	content, err := regular.ReadFrom(file, info, regular.Asset)
	if err == nil {
		content, err = picture.Text(name, content)
	}
	if err != nil {
		e.leaveOut(name, err)
		return nil
	}
	return e.writeText(to, asset.New("", content, asset.Fast), path.Join("web", name))
}

// copyFile copies a file that is not a text. It copies pictures and films
// without their metadata, and leaves out a file that must not be published.
func (e *exporter) copyFile(to sink, name string, file *os.File, info os.FileInfo) error {
	if e.counts { // a picture without its metadata is hardly smaller
		return to.copy(path.Join("web", name), file, info.ModTime())
	}
	published, _, err := picture.Publish(file, info.Size(), name)
	if err != nil {
		e.leaveOut(name, err)
		return nil
	}
	var content io.ReadSeeker = file
	if published != nil {
		content = published.Reader(file)
	}
	return to.copy(path.Join("web", name), content, info.ModTime())
}

// leaveOut notes that a file is left out, and why.
func (e *exporter) leaveOut(name string, reason error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.leftOut = append(e.leftOut, fmt.Sprintf("%s: %v", name, reason))
}
