package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
)

// maxDepth is the maximum depth of elements in an OpenDocument file. A cell is about
// ten elements deep.
const maxDepth = 100

var errDepth = errors.New("its elements are nested too deeply")

// odfReader reads the content of an OpenDocument file as a stream.
type odfReader struct {
	io.Closer
	xml   *xml.Decoder
	meter *meter
	depth int // of the open elements
}

func openODF(content *zip.File, progress Progress) (*odfReader, error) {
	source, err := content.Open()
	if err != nil {
		return nil, err
	}
	var r io.Reader = limit(source)
	if progress != nil {
		r = &counted{Reader: r, total: int64(content.UncompressedSize64), progress: progress}
	}
	m := &meter{Reader: r, limit: maxRecord}
	return &odfReader{Closer: source, xml: xml.NewDecoder(m), meter: m}, nil
}

// token returns the next token. A token may have maxRecord bytes.
func (r *odfReader) token() (xml.Token, error) {
	r.meter.limit = r.xml.InputOffset() + maxRecord
	token, err := r.xml.Token()
	switch token.(type) {
	case xml.StartElement:
		if r.depth++; r.depth > maxDepth {
			return nil, errDepth
		}
	case xml.EndElement:
		r.depth--
	}
	return token, err
}

// start returns the next start of an element.
func (r *odfReader) start() (xml.StartElement, error) {
	for {
		token, err := r.token()
		if err != nil {
			return xml.StartElement{}, err
		}
		if e, ok := token.(xml.StartElement); ok {
			return e, nil
		}
	}
}

// skip skips the rest of the innermost open element.
func (r *odfReader) skip() error {
	for outside := r.depth - 1; r.depth > outside; {
		if _, err := r.token(); err != nil {
			return unexpected(err)
		}
	}
	return nil
}

// unexpected returns the error for a file that ends within an element.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// toSheet skips to the start of a sheet.
func (r *odfReader) toSheet(number int) error {
	for {
		e, err := r.start()
		if err != nil {
			return unexpected(err)
		}
		if !isSheet(e) {
			continue
		}
		if number == 0 {
			return nil
		}
		number--
		if err := r.skip(); err != nil {
			return err
		}
	}
}

// odfRow is a row of a sheet.
type odfRow struct {
	cells  []string
	times  int // how many times in a row it occurs
	hidden bool
}

// row returns the next row of the sheet, or io.EOF after its last row.
func (r *odfReader) row() (odfRow, error) {
	for {
		token, err := r.token()
		if err != nil {
			return odfRow{}, unexpected(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Space == odfTable && e.Name.Local == "table" {
				return odfRow{}, io.EOF
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "table-row":
				return r.cells(e)
			case "table-rows", "table-header-rows", "table-row-group": // rows are in these too
			default:
				if err := r.skip(); err != nil {
					return odfRow{}, err
				}
			}
		}
	}
}

// cells reads the cells of a row. It ignores what merged cells hide.
func (r *odfReader) cells(start xml.StartElement) (odfRow, error) {
	visible := attribute(start, "visibility")
	row := odfRow{times: repeated(start, "number-rows-repeated", maxRows+1), hidden: visible == "collapse" || visible == "filter"}
	empty, size := 0, 0
	for {
		token, err := r.token()
		if err != nil {
			return row, unexpected(err)
		}
		if _, end := token.(xml.EndElement); end {
			return row, nil
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		text, times := "", repeated(e, "number-columns-repeated", maxColumns+1)
		if e.Name.Local == "table-cell" {
			text, err = r.cell(e)
		} else {
			err = r.skip()
		}
		if err != nil {
			return row, err
		}
		if text == "" {
			empty += times
			continue
		}
		if size += times * len(text); size > maxRecord {
			return row, errLongRecord
		}
		if len(row.cells)+empty+times > maxColumns {
			return row, errTooManyColumns
		}
		row.cells = append(row.cells, make([]string, empty)...)
		empty = 0
		for range times {
			row.cells = append(row.cells, text)
		}
	}
}

// repeated returns how many times an element occurs in a row, which is at most most.
func repeated(e xml.StartElement, name string, most int) int {
	n, err := strconv.Atoi(attribute(e, name))
	if errors.Is(err, strconv.ErrRange) {
		return most
	}
	return min(max(n, 1), most)
}
