package release

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// readme is the text beside the program.
const readme = `Carrito: a shop in one file.

Start the program: it makes a demo shop in the folder carrito-shop beside it and opens it
in the browser. That folder is your shop: change shop.json and products.json in its folder
web. To stop the program, press Ctrl+C in its window, or close the window. To update, put
the new program in the place of the old one, beside carrito-shop.

Windows  Unpack the whole folder, then double-click carrito.exe. If Windows warns, choose
         "More info", "Run anyway".
macOS    Double-click carrito. If macOS refuses, open System Settings, "Privacy &
         Security", "Open Anyway"; or in a terminal: xattr -d com.apple.quarantine carrito
Linux    In a terminal in this folder: ./carrito

At a domain of your own, with HTTPS:  carrito serve -domain tienda.example
As a service of Linux:                sudo ./carrito service install -domain tienda.example
A backup of everything:               carrito backup shop.tar.zst
`

// file is a file of an archive.
type file struct {
	name       string
	content    []byte
	executable bool
}

// pack packs a program. The archive is a zip file for Windows, and else a tar file. It
// depends only on the program and the licence.
func pack(root, platform string, b *built) (name string, content []byte, _ error) {
	program, err := os.ReadFile(b.file)
	if err != nil {
		return "", nil, err
	}
	licence, err := os.ReadFile(filepath.Join(root, "LICENSE"))
	if err != nil {
		return "", nil, err
	}
	folder := "carrito_" + strings.TrimPrefix(b.version, "v") + "_" + strings.ReplaceAll(platform, "/", "_")
	windows := strings.HasPrefix(platform, "windows/")
	files := []file{{"carrito", program, true}, {"LICENSE", licence, false}, {"README.txt", []byte(readme), false}}
	if windows {
		files[0].name = "carrito.exe"
		files[2].content = []byte(strings.ReplaceAll(readme, "\n", "\r\n"))
		content, err = packZip(folder, files, b.time)
		return folder + ".zip", content, err
	}
	content, err = packTar(folder, files, b.time)
	return folder + ".tar.gz", content, err
}

func packTar(folder string, files []file, at time.Time) ([]byte, error) {
	var packed bytes.Buffer
	compressed, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	archive := tar.NewWriter(compressed)
	for _, f := range files {
		mode := int64(0o644)
		if f.executable {
			mode = 0o755
		}
		err := archive.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: folder + "/" + f.name, Size: int64(len(f.content)), Mode: mode, ModTime: at})
		if err == nil {
			_, err = archive.Write(f.content)
		}
		if err != nil {
			return nil, err
		}
	}
	err = errors.Join(archive.Close(), compressed.Close())
	return packed.Bytes(), err
}

func packZip(folder string, files []file, at time.Time) ([]byte, error) {
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for _, f := range files {
		header := &zip.FileHeader{Name: path.Join(folder, f.name), Method: zip.Deflate, Modified: at.UTC()}
		header.SetMode(0o644)
		if f.executable {
			header.SetMode(0o755)
		}
		to, err := archive.CreateHeader(header)
		if err == nil {
			_, err = to.Write(f.content)
		}
		if err != nil {
			return nil, err
		}
	}
	err := archive.Close()
	return packed.Bytes(), err
}

// packWeb packs the folder web without what is made again: compressed files and
// smaller pictures.
func packWeb(web string) ([]byte, error) {
	var files []file
	root := os.DirFS(web)
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && (strings.HasPrefix(entry.Name(), ".") || name == "sized"):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		content, err := fs.ReadFile(root, name)
		files = append(files, file{name, content, false})
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, needed := range []string{"shop.json", "products.json", "app.wasm"} {
		if _, err := fs.Stat(root, needed); err != nil {
			return nil, err
		}
	}
	return packZip("", files, time.Time{})
}
