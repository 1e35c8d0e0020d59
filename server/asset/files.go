package asset

import (
	"net/http"
	"path"
)

// Files are the style sheets and scripts of pages, by their names.
type Files map[string]*Body

// NewFiles prepares the sources of style sheets (.css) and scripts (.js).
func NewFiles(sources map[string][]byte) Files {
	files := Files{}
	for name, source := range sources {
		content := Script
		if path.Ext(name) == ".css" {
			content = Styles
		}
		files[name] = New(Type(name), content(source), Fast)
	}
	return files
}

// Address returns a name with the hash of its content.
func (f Files) Address(name string) string { return name + "?v=" + f[name].Hash() }

// Send sends a file. A browser keeps it for ever if its address has the hash of the
// content.
func (f Files) Send(w http.ResponseWriter, r *http.Request, name string) {
	caching := Revalidate
	if r.URL.RawQuery == "v="+f[name].Hash() {
		caching = Forever
	}
	f[name].Send(w, r, http.StatusOK, caching)
}
