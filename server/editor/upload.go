package editor

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"carrito/app/catalog"
	"carrito/server/admin"
	"carrito/server/images"
	"carrito/server/picture"
	"carrito/server/regular"
)

// Folders within web: uploads that are not complete, where nobody gets them, and
// photos.
const (
	uploadFolder = ".cache/uploads"
	photoFolder  = "images/fotos"
)

// maxChunk is the largest part of a file that is sent at once, in bytes.
const maxChunk = 1 << 20

// photo is a photo that was uploaded.
type photo struct {
	Name   string `json:"name"`
	Src    string `json:"src,omitempty"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
	Fault  string `json:"fault,omitempty"` // why it is none
}

// progress is the answer to a part of a file.
type progress struct {
	Offset int64  `json:"offset"` // how many bytes have arrived
	Photo  *photo `json:"photo,omitempty"`
}

// uploads holds the files that are being uploaded.
type uploads struct {
	mu      sync.Mutex // held while a part that has arrived is written, and a photo is read
	pending chan catalog.Image
	full    sync.Once // the log says once that pending was full
}

// isUpload reports whether a text can be the name of an upload: browsers make them at
// random.
func isUpload(name string) bool {
	return len(name) >= 16 && len(name) <= 64 && strings.Trim(name, "0123456789abcdefABCDEF-") == ""
}

// uploadState answers how much of a file has arrived, so that the browser goes on
// there after a lost connection.
func (e *Editor) uploadState(w http.ResponseWriter, r *http.Request, _ admin.Owner) {
	name := r.PathValue("upload")
	if !isUpload(name) {
		http.Error(w, "no such upload", http.StatusNotFound)
		return
	}
	e.uploads.mu.Lock()
	defer e.uploads.mu.Unlock()
	sendJSON(w, http.StatusOK, e.arrived(name))
}

// arrived returns how much of a file has arrived.
func (e *Editor) arrived(name string) progress {
	base := filepath.Join(e.files.Web, uploadFolder, name)
	if text, err := os.ReadFile(base + ".json"); err == nil {
		p := new(photo)
		if json.Unmarshal(text, p) == nil {
			return progress{Photo: p}
		}
	}
	if info, err := os.Stat(base + ".part"); err == nil {
		return progress{Offset: info.Size()}
	}
	return progress{}
}

// upload takes a part of a file. The query has the place of the part, and the name
// and the size of the file. After the last part the answer has the photo, or says
// why there is none.
func (e *Editor) upload(w http.ResponseWriter, r *http.Request, _ admin.Owner) {
	name, query := r.PathValue("upload"), r.URL.Query()
	offset, err := strconv.ParseInt(query.Get("offset"), 10, 64)
	size, wrong := strconv.ParseInt(query.Get("size"), 10, 64)
	if err != nil || wrong != nil || offset < 0 || size < 0 || !isUpload(name) {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	if size > regular.Picture {
		sendJSON(w, http.StatusOK, progress{Photo: &photo{Name: query.Get("name"), Fault: e.text().Uploads["large"]}})
		return
	}
	arrived, lost := io.ReadAll(http.MaxBytesReader(w, r.Body, min(maxChunk, max(0, size-offset))))
	e.uploads.mu.Lock()
	defer e.uploads.mu.Unlock()
	now := e.arrived(name)
	if now.Photo != nil || now.Offset != offset {
		sendJSON(w, http.StatusConflict, now)
		return
	}
	part := filepath.Join(e.files.Web, uploadFolder, name+".part")
	if err := errors.Join(lost, appendTo(part, arrived)); err != nil {
		e.log.Printf("the page of products: an upload: %v", err)
		sendJSON(w, http.StatusInsufficientStorage, e.arrived(name))
		return
	}
	if now = e.arrived(name); now.Offset < size {
		sendJSON(w, http.StatusOK, now)
		return
	}
	file, info, err := regular.Open(part)
	if err == nil {
		now.Photo, err = e.takePhoto(r.Context(), file, info.Size(), query.Get("name"))
		file.Close()
	}
	if err == nil {
		text, _ := json.Marshal(now.Photo)
		err = errors.Join(os.WriteFile(strings.TrimSuffix(part, ".part")+".json", text, 0o600), os.Remove(part))
	}
	if err != nil {
		e.log.Printf("the page of products: a photo: %v", err)
		sendJSON(w, http.StatusInsufficientStorage, e.arrived(name))
		return
	}
	sendJSON(w, http.StatusOK, now)
}

func sendJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(value)
}

// appendTo appends to a file.
func appendTo(name string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Close())
}

// Keep keeps a photo that does not belong to a product and makes its sizes. fault says why
// a file is no photo; err is that of the disk. A photo that nothing names is removed after
// a day.
func (e *Editor) Keep(ctx context.Context, file io.ReaderAt, size int64, name string) (kept catalog.Image, fault string, err error) {
	p, err := e.takePhoto(ctx, file, size, name)
	if err != nil {
		return catalog.Image{}, "", err
	}
	return catalog.Image{Src: p.Src, Width: p.Width, Height: p.Height}, p.Fault, nil
}

// Size makes the sizes of a picture soon. [Editor.Run] does the work.
func (e *Editor) Size(original catalog.Image) {
	select {
	case e.uploads.pending <- original:
	default: // the command images makes the pictures
	}
}

// takePhoto keeps an uploaded photo. The fault of a file that is none is in the
// result; the error is that of the disk.
func (e *Editor) takePhoto(ctx context.Context, file io.ReaderAt, size int64, name string) (*photo, error) {
	read, err := images.ReadPhoto(ctx, file, size)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		kind := "broken"
		for wrong, of := range map[error]string{images.ErrDrawing: "drawing", images.ErrHEIC: "heic", images.ErrMoving: "moving", images.ErrLarge: "large", images.ErrUnknown: "unknown"} {
			if errors.Is(err, wrong) {
				kind = of
			}
		}
		return &photo{Name: name, Fault: e.text().Uploads[kind]}, nil
	}
	sum := sha256.Sum256(read.Content)
	to := photoFolder + "/" + hex.EncodeToString(sum[:10]) + read.Extension
	if err := regular.Write(filepath.Join(e.files.Web, to), read.Content); err != nil {
		return nil, err
	}
	p := &photo{Name: name, Src: "/web/" + to, Width: read.Width, Height: read.Height}
	e.Size(catalog.Image{Src: p.Src, Width: p.Width, Height: p.Height})
	return p, nil
}

// AddPicture makes the sizes of a picture that has come from another server. src is its
// address, such as /web/images/polo.jpg.
func (e *Editor) AddPicture(src string) {
	file, info, err := regular.Open(filepath.Join(e.files.Web, strings.TrimPrefix(src, "/web/")))
	if err != nil {
		return
	}
	defer file.Close()
	read, err := picture.Read(file, info.Size())
	if err != nil {
		return
	}
	one := catalog.Image{Src: src, Width: read.Width, Height: read.Height}
	if read.Sideways() {
		one.Width, one.Height = one.Height, one.Width
	}
	select {
	case e.uploads.pending <- one:
	default:
		e.uploads.full.Do(func() {
			e.log.Print("the page of products: many pictures have come from other servers at once; the command images makes their smaller sizes")
		})
	}
}

// Run makes the sizes of new photos, and removes photos that belong to nothing, until
// ctx is done.
func (e *Editor) Run(ctx context.Context) {
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case original := <-e.uploads.pending:
			if err := images.Add(ctx, e.files.Web, original); err != nil && ctx.Err() == nil {
				e.log.Printf("the page of products: %s: %v", original.Src, err)
			}
		case <-hourly.C:
			if err := e.Sweep(time.Now().Add(-24 * time.Hour)); err != nil {
				e.log.Printf("the page of products: old photos: %v", err)
			}
		}
	}
}

// takePhotos adds the photos of a form without JavaScript to the draft, and returns
// why some files are none.
func (e *Editor) takePhotos(r *http.Request, d *draft) (faults []string, err error) {
	for _, file := range admin.Files(r) {
		p, err := e.takePhoto(r.Context(), file, file.Size, file.Name)
		if err != nil {
			return faults, err
		}
		if p.Fault != "" {
			faults = append(faults, p.Name+": "+p.Fault)
			continue
		}
		d.Images = append(d.Images, imageDraft{Src: p.Src, Width: p.Width, Height: p.Height})
	}
	return faults, nil
}
