package photos

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"carrito/server/fetch"
)

// The limits of downloads.
const (
	maxDownloads = 50_000 // pictures in one import
	workers      = 4
	fetchLimit   = 10 * time.Minute // for all pictures of one import
)

// Downloads holds pictures that were fetched, or why they were not, by their addresses.
type Downloads struct {
	photos map[string]Photo
	faults map[string]error
}

// Photo returns the picture that was fetched from an address. If the address was not
// asked for, the error is [fs.ErrNotExist].
func (d *Downloads) Photo(address string) (Photo, error) {
	if photo, ok := d.photos[address]; ok {
		return photo, nil
	}
	if err, ok := d.faults[address]; ok {
		return Photo{}, err
	}
	return Photo{}, fs.ErrNotExist
}

// Fetch fetches the pictures at the addresses that the shop does not have yet, several
// at once. It calls progress, which may be nil, with the number of addresses that are
// done.
//
// It gives up on hosts that cannot be reached, and stops after ten minutes, so that
// prices and stock need not wait for pictures. The next call fetches the rest.
func (s Shop) Fetch(ctx context.Context, client fetch.Client, addresses []string, progress func(done, total int)) (*Downloads, error) {
	return s.fetchWithin(ctx, fetchLimit, client, addresses, progress)
}

func (s Shop) fetchWithin(ctx context.Context, limit time.Duration, client fetch.Client, addresses []string, progress func(done, total int)) (*Downloads, error) {
	if len(addresses) > maxDownloads {
		return nil, fmt.Errorf("there are %d pictures to fetch, and at most %d are fetched at once", len(addresses), maxDownloads)
	}
	d := &Downloads{map[string]Photo{}, map[string]error{}}
	timed, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("was not fetched: all pictures together took longer than %v; the next import goes on", limit))
	defer cancel()
	f := &fetcher{s, client, s.stems(), hosts{failed: map[string]int{}}}
	next := make(chan string)
	var mu sync.Mutex // guards d and the calls of progress
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			for address := range next {
				photo, err := f.fetch(timed, address)
				mu.Lock()
				if err != nil {
					d.faults[address] = err
				} else {
					d.photos[address] = photo
				}
				if progress != nil {
					progress(len(d.photos)+len(d.faults), len(addresses))
				}
				mu.Unlock()
			}
		})
	}
	for _, address := range addresses {
		next <- address
	}
	close(next)
	running.Wait()
	return d, ctx.Err()
}

// stems returns the names of the shop's pictures by their names without extension.
func (s Shop) stems() map[string]string {
	names := map[string]string{}
	entries, err := os.ReadDir(filepath.Join(s.Web, folder))
	if err != nil {
		return names // there are none yet
	}
	for _, entry := range entries {
		names[strings.TrimSuffix(entry.Name(), path.Ext(entry.Name()))] = entry.Name()
	}
	return names
}

// fetcher fetches the pictures of one import.
type fetcher struct {
	shop   Shop
	client fetch.Client
	stored map[string]string // see [Shop.stems]
	hosts  hosts
}

// fetch returns the picture at an address. It fetches it only once: then the shop has
// it.
func (f *fetcher) fetch(ctx context.Context, address string) (Photo, error) {
	base := "foto"
	if u, err := url.Parse(address); err == nil && path.Base(u.Path) != "/" && path.Base(u.Path) != "." {
		base = path.Base(u.Path)
	}
	if name, ok := f.stored[stem(base, address)]; ok {
		if photo, err := f.shop.Own(name); err == nil {
			return photo, nil
		}
	}
	if err := f.hosts.check(address); err != nil {
		return Photo{}, err
	}
	if ctx.Err() != nil {
		return Photo{}, context.Cause(ctx)
	}
	answer, err := f.client.Get(ctx, address, fetch.Tag{})
	if err != nil && ctx.Err() != nil {
		return Photo{}, context.Cause(ctx)
	}
	f.hosts.note(address, err)
	if err != nil {
		return Photo{}, fmt.Errorf("could not be fetched: %w", err)
	}
	if err := answer.CheckTable(); err != nil {
		return Photo{}, errors.New("is the address of a web page, not of a picture")
	}
	return f.shop.add(base, address, answer.Body)
}
