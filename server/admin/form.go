package admin

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
)

// maxValues is the largest size of the values of a form with files, in bytes, and
// maxFields how many it may have. A product with a thousand variants has ten thousand
// fields, of which net/http accepts only a thousand.
const (
	maxValues = 10 << 20
	maxFields = 50_000
)

// File is a file that came with a form.
type File struct {
	Name string
	Size int64
	io.ReaderAt
}

// filesKey is the context key of the files of a form.
type filesKey struct{}

// Files returns the files that came with the form of a page.
func Files(r *http.Request) []File {
	files, _ := r.Context().Value(filesKey{}).([]File)
	return files
}

// errForm is the error for a form with too many or too large fields.
var errForm = errors.New("the form is too large")

// readForm reads a form into the request. Files go to the disk if keep is set, and
// nowhere else: strangers must not fill it. The caller calls remove when it is done
// with the files.
func readForm(r *http.Request, keep bool) (with *http.Request, remove func(), err error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return r, func() {}, r.ParseForm()
	}
	var temporary []*os.File
	var files []File
	remove = func() {
		for _, file := range temporary {
			file.Close()
			os.Remove(file.Name())
		}
	}
	r.PostForm = url.Values{}
	room := int64(maxValues)
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			r.Form = r.PostForm
			return r.WithContext(context.WithValue(r.Context(), filesKey{}, files)), remove, nil
		case err == nil && n == maxFields:
			err = errForm
		case err != nil:
		case part.FileName() == "":
			err = readValue(r.PostForm, part, &room)
		case !keep:
			_, err = io.Copy(io.Discard, part)
		default:
			var file *os.File
			if file, err = os.CreateTemp("", "carrito-upload-*"); err == nil {
				temporary = append(temporary, file)
				var size int64
				size, err = io.Copy(file, part)
				files = append(files, File{part.FileName(), size, file})
			}
		}
		if err != nil {
			return r, remove, err
		}
	}
}

// readValue reads a value of a form. room is how many bytes values may still have.
func readValue(values url.Values, part *multipart.Part, room *int64) error {
	text, err := io.ReadAll(io.LimitReader(part, *room+1))
	if *room -= int64(len(text)) + 50; err == nil && *room < 0 {
		err = errForm
	}
	values.Add(part.FormName(), string(text))
	return err
}
