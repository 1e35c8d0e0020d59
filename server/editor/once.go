package editor

import (
	"crypto/sha256"
	"io"
	"net/http"
	"sync"

	"carrito/server/admin"
)

// maxSent is how many forms are remembered.
const maxSent = 200

// sent holds the forms that were saved last, by the hashes of their contents.
type sent struct {
	mu    sync.Mutex
	forms map[[sha256.Size]byte]*sentForm
	order [][sha256.Size]byte
}

// sentForm is a form that is being saved, or was.
type sentForm struct {
	done     chan struct{} // closed once location is known
	location string        // where the owner was led; empty if nothing was saved
}

// once saves a form once. If the same form arrives again, by a double press or because
// the answer was lost, the answer leads to where the first one did. Each page has a token
// in its form, so a form that looks the same on another page is another one.
func (e *Editor) once(answer func(http.ResponseWriter, *http.Request, admin.Owner)) func(http.ResponseWriter, *http.Request, admin.Owner) {
	return func(w http.ResponseWriter, r *http.Request, o admin.Owner) {
		if r.PostForm.Get("form") == "" || len(admin.Files(r)) > 0 {
			answer(w, r, o)
			return
		}
		sum := sha256.New()
		io.WriteString(sum, r.URL.Path+"?"+r.PostForm.Encode())
		form, first := e.sent.begin([sha256.Size]byte(sum.Sum(nil)))
		if !first {
			<-form.done
			if form.location != "" {
				http.Redirect(w, r, form.location, http.StatusSeeOther)
				return
			}
			answer(w, r, o)
			return
		}
		defer close(form.done)
		answer(w, r, o)
		form.location = w.Header().Get("Location")
	}
}

// begin returns the form with a hash, and whether it is new.
func (s *sent) begin(sum [sha256.Size]byte) (form *sentForm, first bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known, ok := s.forms[sum]; ok {
		return known, false
	}
	if s.forms == nil {
		s.forms = map[[sha256.Size]byte]*sentForm{}
	}
	if len(s.order) == maxSent {
		delete(s.forms, s.order[0])
		s.order = s.order[1:]
	}
	form = &sentForm{done: make(chan struct{})}
	s.forms[sum], s.order = form, append(s.order, sum)
	return form, true
}
