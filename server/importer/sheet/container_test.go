package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// member is a file in a zip file.
type member struct{ name, content string }

func zipped(t testing.TB, members ...member) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		part, err := w.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(part, m.content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, content)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestContainers(t *testing.T) {
	const table = "Nombre,Precio\nMesa,1\n"
	tests := []struct {
		name, file string
		note       string // within the only note; empty if there is none
	}{
		{"zip", zipped(t, member{"productos.csv", table}), ""},
		{"zip with a folder and junk", zipped(t, member{"exportación/", ""}, member{"exportación/productos.csv", table},
			member{"__MACOSX/exportación/._productos.csv", "junk"}, member{"exportación/.DS_Store", "junk"}, member{"Thumbs.db", "junk"}), ""},
		{"zip with a file of no kind", zipped(t, member{"productos", table}), ""},
		{"zip with other files", zipped(t, member{"léeme.pdf", "%PDF"}, member{"productos.CSV", table}, member{"foto.jpg", "x"}), "but not léeme.pdf, foto.jpg"},
		{"zip with a workbook", zipped(t, member{"productos.xlsx", workbook(t, "Nombre", "Precio", "Mesa", 1)}), ""},
		{"gzip", gzipped(t, table), ""},
		{"workbook", workbook(t, "Nombre", "Precio", "Mesa", 1), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rows, notes, err := read(test.file)
			if err != nil {
				t.Fatal(err)
			}
			if want := []string{"Nombre|Precio", "Mesa|1"}; !slices.Equal(rows, want) {
				t.Errorf("got %q, want %q", rows, want)
			}
			if got := strings.Join(notes, "\n"); !strings.Contains(got, test.note) || test.note == "" && got != "" {
				t.Errorf("got notes %q, want one with %q", got, test.note)
			}
		})
	}
}

func TestContainersRefused(t *testing.T) {
	const table = "Nombre,Precio\nMesa,1\n"
	whole := zipped(t, member{"productos.csv", strings.Repeat(table, 200)})
	tests := []struct {
		name, file string
		want       []string // within the error
	}{
		{"empty zip", zipped(t), []string{"zip file is empty"}},
		{"zip of junk only", zipped(t, member{".DS_Store", "x"}), []string{"zip file is empty"}},
		{"zip of several tables", zipped(t, member{"a.csv", table}, member{"b.csv", table}), []string{"2 tables, a.csv, b.csv", "unpack it"}},
		{"zip of pictures", zipped(t, member{"a.jpg", "x"}, member{"b.jpg", "x"}), []string{"no CSV file", "a.jpg, b.jpg"}},
		{"zip of many files", zipped(t, slices.Repeat([]member{{"a.jpg", "x"}}, 9)...), []string{"a.jpg, 4 more"}},
		{"zip in a zip", zipped(t, member{"a.zip", zipped(t, member{"b.csv", table})}), []string{"a.zip", "a zip file within another"}},
		{"gzip in a zip", zipped(t, member{"a.csv.gz", gzipped(t, table)}), []string{"a gzip file within another"}},
		{"zip of an empty file", zipped(t, member{"a.csv", ""}), []string{"a.csv", "empty"}},
		{"cut off zip", whole[:len(whole)/2], []string{"damaged", "download it again"}},
		{"zip with a wrong byte", strings.Replace(whole, whole[60:62], "\x00\xff", 1), []string{"productos.csv"}},
		{"cut off gzip", gzipped(t, strings.Repeat(table, 100))[:40], []string{"unexpected EOF"}},
		{"OpenDocument", zipped(t, member{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, member{"content.xml", "<x/>"}), []string{"OpenDocument", ".xlsx"}},
		{"binary workbook", zipped(t, member{"xl/workbook.bin", "x"}), []string{".xlsb", ".xlsx"}},
		{"Word document", zipped(t, member{"word/document.xml", "<x/>"}), []string{"Word"}},
		{"Apple Numbers", zipped(t, member{"Index/Document.iwa", "x"}), []string{"Numbers"}},
		{"a zip file that claims to be large", forged(t, table, maxUnpacked+1), []string{"unpacks to more than"}},
		{"a zip file that claims to be small", forged(t, strings.Repeat(table, 10_000), 100), []string{"productos.csv", "not a valid zip file"}},
		{"a workbook that claims to be large", strings.Replace(forged(t, table, maxUnpacked+1), "productos.csv", "xl/worksheets", 2), []string{"unpacks to more than"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rows, _, err := read(test.file)
			if err == nil {
				t.Fatalf("got rows %q, want an error", rows)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got error %q, want one with %q", err, want)
				}
			}
		})
	}
}

// forged returns a zip file whose member claims the given size instead of its own.
func forged(t testing.TB, content string, size uint64) string {
	t.Helper()
	var packed, b bytes.Buffer
	deflate, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(deflate, content)
	deflate.Close()
	w := zip.NewWriter(&b)
	part, err := w.CreateRaw(&zip.FileHeader{Name: "productos.csv", Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: size})
	if err != nil {
		t.Fatal(err)
	}
	part.Write(packed.Bytes())
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Reading stops if a compressed file of unknown size unpacks to too much.
func TestLimit(t *testing.T) {
	r := limit(strings.NewReader("abcdef"))
	r.left = 4
	if got, err := io.ReadAll(r); !errors.Is(err, errTooLarge) {
		t.Errorf("got %q, %v, want errTooLarge", got, err)
	}
	r = limit(strings.NewReader("abcd"))
	r.left = 4
	if got, err := io.ReadAll(r); err != nil || string(got) != "abcd" {
		t.Errorf("got %q, %v, want all of it", got, err)
	}
}

// A reader that cannot seek, such as a pipe, works too.
func TestPipe(t *testing.T) {
	s, err := Read(io.MultiReader(strings.NewReader("Nombre,Pre"), strings.NewReader("cio\nMesa,1\n")), known)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(s.Header, "|"); got != "Nombre|Precio" {
		t.Errorf("got header %q, want Nombre|Precio", got)
	}
}

func TestProgress(t *testing.T) {
	file := "Nombre,Precio\n" + strings.Repeat("Mesa,1\n", 50_000)
	s, err := Read(strings.NewReader(file), known)
	if err != nil {
		t.Fatal(err)
	}
	var last, total int64
	calls := 0
	for _, err := range s.Records(func(done, of int64) {
		if done < last {
			t.Errorf("got %d after %d", done, last)
		}
		last, total = done, of
		calls++
	}) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if last != int64(len(file)) || total != last || calls < 10 {
		t.Errorf("got %d of %d in %d calls, want all of %d", last, total, calls, len(file))
	}
}
