package images

import (
	"context"
	"errors"
	"fmt"
	"image"
	"runtime"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/sync/semaphore"
)

// Limits of memory, in bytes. The command stays under 512 MB for any originals: 100 MB
// are the code of the encoder, and the rest is a reserve for the garbage collector.
const (
	// budget is the maximum for all pictures in progress together.
	budget = 300 << 20
	// maxScaling is the maximum for resizing one picture. A larger picture is halved
	// first.
	maxScaling = 208 << 20
	// gcThreshold is the amount that is worth a garbage collection.
	gcThreshold = 32 << 20
	// encodingPerPixel is what the encoder needs for a pixel, as measured.
	encodingPerPixel = 64
)

// maxWorkers is the maximum number of pictures in progress on any machine.
const maxWorkers = 4

// memory divides the budget among the pictures in progress.
type memory struct{ *semaphore.Weighted }

func newMemory() memory { return memory{semaphore.NewWeighted(budget)} }

// within waits until the given number of bytes is free in the budget, and then calls
// do.
func (m memory) within(ctx context.Context, bytes int64, do func() error) error {
	if err := m.Acquire(ctx, bytes); err != nil {
		return err
	}
	defer m.Release(bytes)
	err := do()
	if bytes > gcThreshold {
		runtime.GC() // otherwise the next picture adds to the memory of this one
	}
	return err
}

// errTall is the error for a picture that would still be too high after resizing.
var errTall = errors.New("it is too tall to be made smaller: cut it in two")

// check returns an error if an original needs more than the budget.
func (r analysis) check(width, height int) error {
	if r.decoding(width, height) > budget {
		return fmt.Errorf("it is %d × %d pixels, too large for a picture of its kind (progressive, 16 bits or CMYK): save it smaller, or as a plain JPEG", r.Width, r.Height)
	}
	if encodingOf(width, height) > budget {
		return errTall
	}
	return nil
}

// decoding returns the memory for decoding an original and resizing it, in bytes.
func (r analysis) decoding(width, height int) int64 {
	stored := image.Pt(r.Width, r.Height)
	if r.Sideways() {
		stored, width = image.Pt(r.Height, r.Width), height
	}
	halved, before := int64(0), r.Memory()
	for scalingOf(width, stored.Y) > maxScaling {
		stored = half(stored)
		halved = max(halved, int64(stored.X)*int64(stored.Y)*4)
	}
	if halved == 0 {
		return before + scalingOf(width, stored.Y)
	}
	return max(before+halved, halved+scalingOf(width, stored.Y))
}

// scalingOf returns the memory for resizing rows of pixels to a width, in bytes.
func scalingOf(width, rows int) int64 { return 32 * int64(width) * int64(rows) }

// encodingOf returns the memory for encoding a picture, in bytes.
func encodingOf(width, height int) int64 { return encodingPerPixel * int64(width) * int64(height) }

func half(size image.Point) image.Point { return image.Pt((size.X+1)/2, (size.Y+1)/2) }

// fit halves the picture until resizing it to width needs at most maxScaling.
func fit(from image.Image, width int) image.Image {
	for scalingOf(width, from.Bounds().Dy()) > maxScaling {
		to := image.NewRGBA(image.Rectangle{Max: half(from.Bounds().Size())})
		xdraw.ApproxBiLinear.Scale(to, to.Bounds(), from, from.Bounds(), xdraw.Src, nil)
		from = to
	}
	return from
}
