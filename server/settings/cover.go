package settings

import (
	"context"
	"io"
	"net/http"
	"slices"

	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/clientip"
	"carrito/server/site"
)

// Photos keeps the photos that the owner sends. [editor.Editor] implements it.
type Photos interface {
	// Keep keeps a photo and makes its sizes. fault says why a file is no photo; err is
	// that of the disk.
	Keep(ctx context.Context, file io.ReaderAt, size int64, name string) (kept catalog.Image, fault string, err error)
	// Size makes the sizes of a picture.
	Size(catalog.Image)
}

// measure returns the size of a picture of the shop in pixels.
func (p *Pages) measure(src string) (width, height int, err error) {
	return site.PictureSize(p.files.Web, src)
}

// takeCover keeps the photo that came with the form, if any, as the picture of the first
// page. It reports whether there is no fault.
func (p *Pages) takeCover(r *http.Request, page *shopPage) bool {
	for _, file := range admin.Files(r) {
		if file.Size == 0 || p.Photos == nil {
			continue // no file is chosen
		}
		kept, fault, err := p.Photos.Keep(r.Context(), file, file.Size, file.Name)
		if err != nil {
			p.log.Printf("the pages of settings: a photo: %v", err)
			fault = page.Text.Unwritten
		}
		if fault != "" {
			page.mark(coverSrc, fault)
			return false
		}
		page.values[coverSrc] = kept.Src
	}
	return true
}

// sizeCover makes the sizes of a picture that is newly on the first page.
func (p *Pages) sizeCover(before, after catalogfile.Object) {
	width, _ := after.Int("width")
	height, _ := after.Int("height")
	if src := after.Text("src"); p.Photos != nil && src != "" && src != before.Text("src") {
		p.Photos.Size(catalog.Image{Src: src, Width: width, Height: height})
	}
}

// keepsInbox reports whether the owner keeps the inbox or may remove it. Without the inbox
// a server that others reach has no pages of the owner after its next start, so nobody
// could take that back from a browser.
func (p *Pages) keepsInbox(r *http.Request, page *shopPage) bool {
	kept := slices.ContainsFunc(*page.list(channelsPath), func(one item) bool { return one.kind == shop.ServerChannel })
	if kept || clientip.IsLocal(r) || !slices.ContainsFunc(listOf(page.Base, channelsPath), isInbox) {
		return true
	}
	page.mark(channelsPath, page.Text.InboxNeeded)
	return false
}

func isInbox(o catalogfile.Object) bool { return o.Text("kind") == shop.ServerChannel }

// hasInbox reports whether a shop.json names the inbox.
func hasInbox(text []byte) bool {
	o, err := flat(text)
	return err == nil && slices.ContainsFunc(listOf(o, channelsPath), isInbox)
}
