package export

import (
	"errors"
	"io"
	"path"

	"carrito/server/asset"
)

// most is how much of a text is kept before it is written, in bytes. The feeds of a large
// shop have hundreds of megabytes.
const most = 4 << 20

// stream writes a file whose content write writes. A text gets precompressed files.
func (e *exporter) stream(to sink, name string, write func(io.Writer) error) error {
	s := &stream{exporter: e, to: to, name: name}
	return errors.Join(write(s), s.close())
}

// stream is a file of which the beginning is kept, and the rest is written and compressed
// as it comes.
type stream struct {
	*exporter
	to      sink
	name    string
	start   []byte
	writers []io.Writer // empty while everything is kept
	closers []io.Closer // in the order in which they must be closed
	length  int64
}

func (s *stream) Write(content []byte) (int, error) {
	s.length += int64(len(content))
	if len(s.writers) == 0 && s.length <= most {
		s.start = append(s.start, content...)
		return len(content), nil
	}
	if len(s.writers) == 0 {
		if err := s.begin(); err != nil {
			return 0, err
		}
	}
	return io.MultiWriter(s.writers...).Write(content)
}

// begin makes the files, and writes what was kept.
func (s *stream) begin() error {
	file, err := s.to.create(s.name)
	if err != nil {
		return err
	}
	s.writers, s.closers = append(s.writers, file), append(s.closers, file)
	if s.Precompress && s.text() && !s.counts {
		for _, extension := range asset.Extensions {
			file, err := s.to.create(s.name + extension)
			if err != nil {
				return err
			}
			coder, err := asset.NewCoder(extension, file)
			if err != nil {
				return errors.Join(err, file.Close())
			}
			s.writers, s.closers = append(s.writers, coder), append(s.closers, coder, file)
		}
	}
	_, err = io.MultiWriter(s.writers...).Write(s.start)
	s.start = nil
	return err
}

func (s *stream) text() bool { return asset.Type(path.Base(s.name)) != "" }

// close ends the file. What was kept is the whole of a short one.
func (s *stream) close() error {
	if len(s.writers) == 0 {
		if s.text() {
			return s.writeText(s.to, asset.New("", s.start, asset.Fast), s.name)
		}
		return writeFile(s.to, s.name, s.start)
	}
	var faults error
	for _, c := range s.closers {
		faults = errors.Join(faults, c.Close())
	}
	if s.counts && s.text() {
		for _, extension := range asset.Extensions {
			faults = errors.Join(faults, s.guess(extension))
		}
	}
	return faults
}

// guess counts a precompressed file as a quarter of the text.
func (s *stream) guess(extension string) error {
	file, err := s.to.create(s.name + extension)
	if err != nil {
		return err
	}
	_, err = io.CopyN(file, zeros{}, s.length/4)
	return errors.Join(err, file.Close())
}

// zeros is a reader that never ends.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
