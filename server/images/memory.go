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

// Memory, in bytes. The command stays under 512 MB whatever the originals are:
// 100 MB are the encoder's code, and what is left over is for the collector.
const (
	// budget is what all pictures that are worked on may take together.
	budget = 300 << 20
	// scaling is the most that resizing one takes; a larger one is halved first.
	scaling = 208 << 20
	// much is worth a collection.
	much = 96 << 20
	// encoding is what the encoder takes for a pixel, as measured.
	encoding = 64
)

// most is how many pictures are worked on at a time, whatever the machine.
const most = 4

// memory shares the budget among the pictures that are worked on.
type memory struct{ *semaphore.Weighted }

func newMemory() memory { return memory{semaphore.NewWeighted(budget)} }

// within calls do once there are so many bytes for it.
func (m memory) within(ctx context.Context, bytes int64, do func() error) error {
	if err := m.Acquire(ctx, bytes); err != nil {
		return err
	}
	defer m.Release(bytes)
	err := do()
	if bytes > much {
		runtime.GC() // or the next picture is added to what this one took
	}
	return err
}

// errTall is the fault of a picture that would be too high once it is made smaller.
var errTall = errors.New("it is too tall to be made smaller: cut it in two")

// check refuses an original that would take more than the budget.
func (r reading) check(width, height int) error {
	if r.decoding(width, height) > budget {
		return fmt.Errorf("it is %d × %d pixels, too large for a picture of its kind (progressive, 16 bits or CMYK): save it smaller, or as a plain JPEG", r.Width, r.Height)
	}
	if encodingOf(width, height) > budget {
		return errTall
	}
	return nil
}

// decoding returns what it takes to read an original and to make it smaller.
func (r reading) decoding(width, height int) int64 {
	stored := image.Pt(r.Width, r.Height)
	if r.Sideways() {
		stored, width = image.Pt(r.Height, r.Width), height
	}
	halved, before := int64(0), r.Memory()
	for scalingOf(width, stored.Y) > scaling {
		stored = half(stored)
		halved = max(halved, int64(stored.X)*int64(stored.Y)*4)
	}
	if halved == 0 {
		return before + scalingOf(width, stored.Y)
	}
	return max(before+halved, halved+scalingOf(width, stored.Y))
}

// scalingOf returns what resizing rows of pixels to a width takes.
func scalingOf(width, rows int) int64 { return 32 * int64(width) * int64(rows) }

func encodingOf(width, height int) int64 { return encoding * int64(width) * int64(height) }

func half(size image.Point) image.Point { return image.Pt((size.X+1)/2, (size.Y+1)/2) }

// fit returns the picture, halved as often as it takes until resizing it to a
// width takes no more memory than it may.
func fit(from image.Image, width int) image.Image {
	for scalingOf(width, from.Bounds().Dy()) > scaling {
		to := image.NewRGBA(image.Rectangle{Max: half(from.Bounds().Size())})
		xdraw.ApproxBiLinear.Scale(to, to.Bounds(), from, from.Bounds(), xdraw.Src, nil)
		from = to
	}
	return from
}
