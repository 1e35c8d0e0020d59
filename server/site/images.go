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

// imageSizes returns a function that reads the size of a picture under /web/
// from the folder web, in pixels and as people see it. It reads JPEG, PNG, GIF,
// WebP and SVG, and no file outside the folder.
func imageSizes(web string) func(src string) (width, height int, err error) {
	return func(src string) (int, int, error) {
		root, err := os.OpenRoot(web)
		if err != nil {
			return 0, 0, err
		}
		defer root.Close()
		file, info, err := regular.OpenIn(root, strings.TrimPrefix(path.Clean(src), "/web/"))
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
