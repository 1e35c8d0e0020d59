package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strconv"
	"strings"

	"carrito/server/picture"
	"carrito/server/regular"
)

// sizes reads the sizes of pictures in the folder web, each once. It reads JPEG,
// PNG, GIF, WebP and SVG, and no file outside the folder.
type sizes struct {
	web   *os.Root
	err   error           // why the folder cannot be opened
	known map[string]size // by the address of the picture
}

// size is the size of a picture in pixels, as people see it, or why there is none.
type size struct {
	width, height int
	err           error
}

// openSizes opens the folder web. Call close afterwards.
func openSizes(web string) *sizes {
	root, err := os.OpenRoot(web)
	return &sizes{root, err, map[string]size{}}
}

func (s *sizes) close() {
	if s.err == nil {
		s.web.Close()
	}
}

// PictureSize returns the size in pixels of the picture at an address under /web/, as
// people see it. The error says why the shop cannot show it.
func PictureSize(web, src string) (width, height int, err error) {
	s := openSizes(web)
	defer s.close()
	return s.of(src)
}

// of returns the size of the picture at an address under /web/.
func (s *sizes) of(src string) (width, height int, err error) {
	known, ok := s.known[src]
	if !ok {
		known.width, known.height, known.err = s.read(src)
		s.known[src] = known
	}
	return known.width, known.height, known.err
}

func (s *sizes) read(src string) (width, height int, err error) {
	if s.err != nil {
		return 0, 0, s.err
	}
	file, info, err := regular.OpenIn(s.web, strings.TrimPrefix(path.Clean(src), "/web/"))
	if errors.Is(err, os.ErrNotExist) {
		return 0, 0, errors.New("there is no such file")
	}
	if err != nil {
		return 0, 0, err
	}
	defer file.Close()
	if info.Size() > regular.Picture {
		return 0, 0, fmt.Errorf("it has %.1f MB; at most %d MB are read", float64(info.Size())/1e6, regular.Picture>>20)
	}
	if path.Ext(src) == ".svg" {
		return drawingSize(file, info)
	}
	read, err := picture.Read(file, info.Size())
	return read.Width, read.Height, err
}

// drawingSize returns the size of an SVG, or an error if the SVG must not be
// published.
func drawingSize(file io.Reader, info os.FileInfo) (width, height int, err error) {
	drawing, err := regular.ReadFrom(file, info, regular.Text)
	if err != nil {
		return 0, 0, err
	}
	if drawing, _, err = picture.CleanSVG(drawing); err != nil {
		return 0, 0, err
	}
	return svgSize(bytes.NewReader(drawing))
}

// svgSize reads the width and height of an SVG, in pixels. If it has neither,
// svgSize takes them from the viewBox.
func svgSize(r io.Reader) (width, height int, err error) {
	var svg struct {
		Width   string `xml:"width,attr"`
		Height  string `xml:"height,attr"`
		ViewBox string `xml:"viewBox,attr"`
	}
	if err := xml.NewDecoder(r).Decode(&svg); err != nil {
		return 0, 0, fmt.Errorf("it is no SVG picture: %w", err)
	}
	if svg.Width == "" && svg.Height == "" {
		if box := strings.Fields(svg.ViewBox); len(box) == 4 {
			svg.Width, svg.Height = box[2], box[3]
		}
	}
	width, errWidth := strconv.Atoi(strings.TrimSuffix(svg.Width, "px"))
	height, errHeight := strconv.Atoi(strings.TrimSuffix(svg.Height, "px"))
	if errWidth != nil || errHeight != nil {
		return 0, 0, errors.New("the SVG states no size in whole pixels")
	}
	return width, height, nil
}
