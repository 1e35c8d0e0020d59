package editor_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/disktest"
	"carrito/server/picture/picturetest"
)

// state is the answer to a part of a file.
type state struct {
	Offset int
	Photo  *struct {
		Src, Fault    string
		Width, Height int
	}
}

// put sends a part of a file.
func (o *owner) put(name string, offset, size int, part []byte, proof string) (int, state) {
	o.Helper()
	address := fmt.Sprintf("%s%s/fotos/%s?offset=%d&size=%d&name=foto.jpg", o.base, list, name, offset, size)
	request, err := http.NewRequest(http.MethodPut, address, bytes.NewReader(part))
	if err != nil {
		o.Fatal(err)
	}
	request.Header.Set("Proof", proof)
	response, err := o.client.Do(request)
	if err != nil {
		o.Fatal(err)
	}
	defer response.Body.Close()
	var s state
	body, _ := io.ReadAll(response.Body)
	json.Unmarshal(body, &s)
	return response.StatusCode, s
}

const upload = "01234567-89ab-cdef-0123-456789abcdef"

// A photo arrives in parts, from where the connection was lost, and is kept upright
// without what the phone wrote into it.
func TestUpload(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	proof := o.open(list + "/nuevo").Get("proof")
	file := picturetest.JPEG(t, 600, 400, 6, nil)
	half := len(file) / 2
	if status, _ := o.put(upload, 0, len(file), file[:half], "wrong"); status != http.StatusForbidden {
		t.Errorf("a wrong proof: got status %d, want 403", status)
	}
	if status, s := o.put(upload, 0, len(file), file[:half], proof); status != http.StatusOK || s.Offset != half || s.Photo != nil {
		t.Errorf("got %d, %+v, want %d bytes", status, s, half)
	}
	if status, s := o.put(upload, 0, len(file), file[:half], proof); status != http.StatusConflict || s.Offset != half {
		t.Errorf("the same part again: got %d, %+v, want to go on at %d", status, s, half)
	}
	var s state
	if json.Unmarshal([]byte(o.send("GET", list+"/fotos/"+upload, nil).body), &s); s.Offset != half {
		t.Errorf("got %+v, want %d bytes", s, half)
	}
	status, s := o.put(upload, half, len(file), file[half:], proof)
	if status != http.StatusOK || s.Photo == nil || s.Photo.Width != 400 || s.Photo.Height != 600 {
		t.Fatalf("got %d, %+v, want the photo upright", status, s.Photo)
	}
	if _, again := o.put(upload, half, len(file), file[half:], proof); again.Photo == nil || *again.Photo != *s.Photo {
		t.Errorf("the last part again: got %+v, want the same photo", again)
	}
	kept, err := os.ReadFile(filepath.Join(o.files.Web, strings.TrimPrefix(s.Photo.Src, "/web/")))
	if err != nil || bytes.Contains(kept, []byte(picturetest.Secret)) {
		t.Errorf("got %v or metadata, want the photo without", err)
	}
	o.saved(o.press(o.open(list+"/1"), "image.0.src", s.Photo.Src, "image.0.width", "400", "image.0.height", "600", "image.0.alt", "", "do", "save"))
	o.has(o.file(), fmt.Sprintf(`"images": [ { "src": %q, "alt": "Gorra", "width": 400, "height": 600 } ]`, s.Photo.Src))
}

// What is no photo is refused in words, and so is what is too large, before it is sent.
func TestUploadRefused(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	proof := o.open(list + "/nuevo").Get("proof")
	for name, test := range map[string]struct {
		file []byte
		want string
	}{
		"bomb":    {picturetest.Huge(30000, 30000), "demasiado grande"},
		"drawing": {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), "SVG"},
		"program": {[]byte("MZ" + strings.Repeat("x", 600)), "No es una foto"},
		"cut off": {picturetest.JPEG(t, 60, 40, 1, nil)[:300], "incompleto"},
	} {
		id := fmt.Sprintf("%032x", len(test.file))
		if status, s := o.put(id, 0, len(test.file), test.file, proof); status != http.StatusOK || s.Photo == nil || s.Photo.Src != "" || !strings.Contains(s.Photo.Fault, test.want) {
			t.Errorf("%s: got %d, %+v, want %q", name, status, s.Photo, test.want)
		}
	}
	if _, s := o.put(upload, 0, 1<<30, []byte("x"), proof); s.Photo == nil || !strings.Contains(s.Photo.Fault, "demasiado grande") {
		t.Errorf("got %+v, want a file of 1 GB refused", s)
	}
	for _, name := range []string{"..%2f..%2fshop.json", "x", strings.Repeat("a", 99)} {
		if status, _ := o.put(name, 0, 1, []byte("x"), proof); status < 400 {
			t.Errorf("%s: got status %d, want it refused", name, status)
		}
	}
}

// Without JavaScript photos come with the form.
func TestPhotosInForm(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	f := o.open(list + "/1")
	f.Set("do", "save")
	send := func(files map[string][]byte) answer {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		for name := range f.Values {
			form.WriteField(name, f.Get(name))
		}
		for name, content := range files {
			part, _ := form.CreateFormFile("photos", name)
			part.Write(content)
		}
		form.Close()
		response, err := o.client.Post(o.base+list+"/1", form.FormDataContentType(), &body)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		return answer{response.StatusCode, response.Header, string(text)}
	}
	got := send(map[string][]byte{"a.jpg": picturetest.JPEG(t, 60, 40, 1, nil), "b.jpg": []byte("no photo")})
	o.has(got.body, "b.jpg: No es una foto", "/web/images/fotos/")
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	o.has(o.file(), `"width": 60`)
}

// Photos and uploads that nothing names go after a day; those of earlier versions
// stay.
func TestSweep(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	e := o.editor
	write := func(name string) string {
		name = filepath.Join(o.files.Web, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, picturetest.JPEG(t, 60, 40, 1, nil), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	used, unused, part := write("images/fotos/used.jpg"), write("images/fotos/unused.jpg"), write(".cache/uploads/x.part")
	o.saved(o.press(o.open(list+"/1"), "image.0.src", "/web/images/fotos/used.jpg", "image.0.width", "60", "image.0.height", "40", "do", "save"))
	got := o.press(o.open(list+"/1"), "do", "unpicture.0")
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	exists := func(name string) bool { _, err := os.Stat(name); return err == nil }
	if err := e.Sweep(time.Now().Add(-time.Hour)); err != nil || !exists(unused) {
		t.Errorf("got %v, want new files kept", err)
	}
	if err := e.Sweep(time.Now().Add(time.Hour)); err != nil || !exists(used) || exists(unused) || exists(part) {
		t.Errorf("got %v, used %t, unused %t, part %t", err, exists(used), exists(unused), exists(part))
	}
}

// On a full disk a part of a photo, or the photo, is refused, and sent again once there
// is room.
func TestUploadToFullDisk(t *testing.T) {
	disk, ok := disktest.New(t, 4<<20)
	if !ok {
		return
	}
	o := newOwnerIn(t, disk.Folder)
	proof := o.open(list + "/nuevo").Get("proof")
	file := picturetest.JPEG(t, 600, 400, 6, nil)
	free := disk.Fill(t, 0)
	status, s := o.put(upload, 0, len(file), file, proof)
	if status != http.StatusInsufficientStorage || s.Photo != nil {
		t.Fatalf("got %d, %+v, want 507", status, s)
	}
	free()
	free = disk.Fill(t, len(file)+8<<10)
	status, s = o.put(upload, s.Offset, len(file), file[s.Offset:], proof)
	if status != http.StatusInsufficientStorage || s.Photo != nil {
		t.Fatalf("room for the parts alone: got %d, %+v, want 507", status, s)
	}
	if left, _ := filepath.Glob(filepath.Join(disk.Folder, "images/fotos/*")); len(left) > 0 {
		t.Errorf("got %q, want no half of a photo", left)
	}
	free()
	if status, s = o.put(upload, s.Offset, len(file), file[s.Offset:], proof); status != http.StatusOK || s.Photo == nil || s.Photo.Width != 400 {
		t.Errorf("got %d, %+v, want the photo", status, s)
	}
}
