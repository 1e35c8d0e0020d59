package importcli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"carrito/server/fetch"
	"carrito/server/identity"
	"carrito/server/importer"
	"carrito/server/photos"
	"carrito/server/regular"
)

// fetchPhotos is the value of [Command.Photos] for which pictures are downloaded.
const fetchPhotos = "fetch"

// pictures finds the shop's own copies of the pictures that a table names.
type pictures struct {
	shop      photos.Shop
	folder    *photos.Folder    // nil unless the owner has named one
	downloads *photos.Downloads // nil unless pictures are downloaded
	failed    int               // downloads that have failed
}

// openPictures opens the folder of pictures, or downloads all that the table names.
func (c *Command) openPictures(ctx context.Context, source *source, opts importer.Options) (*pictures, error) {
	p := &pictures{shop: photos.Shop{Web: c.web()}}
	var err error
	switch c.Photos {
	case "":
	case fetchPhotos:
		p.downloads, err = c.download(ctx, p.shop, source, opts)
	default:
		if p.folder, err = p.shop.OpenFolder(c.Photos); err != nil {
			err = fmt.Errorf("the folder of pictures: %w", err)
		}
	}
	return p, err
}

// download downloads the pictures of all products. It imports the table once to learn
// their addresses.
func (c *Command) download(ctx context.Context, shop photos.Shop, source *source, opts importer.Options) (*photos.Downloads, error) {
	var addresses []string
	seen := map[string]bool{}
	opts.Ledger, opts.Progress = new(identity.Ledger), nil
	opts.Picture = func(name string) (importer.Photo, error) {
		if address, ok := pictureAddress(name); ok && !seen[address] {
			seen[address] = true
			addresses = append(addresses, address)
		}
		return importer.Photo{}, nil
	}
	if _, err := importer.Import(source, opts); err != nil {
		return nil, err
	}
	client := fetch.Client{Private: c.Private, Limit: regular.Picture, Timeout: time.Minute}
	return shop.Fetch(ctx, client, addresses, c.Progress)
}

// pictureAddress returns the address of a picture on the web.
func pictureAddress(name string) (address string, ok bool) {
	if strings.HasPrefix(name, "//") {
		name = "https:" + name
	}
	return name, fetch.IsAddress(name)
}

func (p *pictures) close() {
	if p.folder != nil {
		p.folder.Close()
	}
}

// photo returns the shop's own copy of a picture, as [importer.Options] wants it.
func (p *pictures) photo(name string) (importer.Photo, error) {
	photo, err := p.find(name)
	if isMissing(err) {
		return importer.Photo{}, nil
	}
	return importer.Photo(photo), err
}

func (p *pictures) find(name string) (photos.Photo, error) {
	address, remote := pictureAddress(name)
	if remote && p.downloads != nil {
		photo, err := p.downloads.Photo(address)
		if err != nil {
			p.failed++
		}
		return photo, err
	}
	if remote {
		return p.shop.Own(name)
	}
	if p.folder != nil {
		if photo, err := p.folder.Photo(name); !isMissing(err) {
			return photo, err
		}
	}
	return p.shop.Own(name)
}
