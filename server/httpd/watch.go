package httpd

import (
	"context"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"carrito/app/shop"
	"carrito/server/images"
	"carrito/server/prose"
	"carrito/server/site"
)

// Watch checks shop.json and products.json every interval until ctx is done, and all
// files that pages are made from every [rarely] intervals. It reloads files that have
// changed. If they have faults, the log names them and the shop stays as it was.
func (h *Handler) Watch(ctx context.Context, interval time.Duration) {
	watcher{h.lookOften(), h.log, filesPatience}.run(ctx, interval, h.loaded)
}

// rarely is how many looks there are at the two files that owners change most for each
// look at all of them, which takes twenty times as long.
const rarely = 5

// lookOften returns a function that is called every interval. It looks as
// [Handler.look] does, at all files in every fifth call only.
func (h *Handler) lookOften() func(seen string) string {
	calls, last := 0, ""
	return func(seen string) string {
		now := stampOf(h.files.Shop, h.files.Products)
		if calls++; now == last && calls%rarely != 0 {
			return seen
		}
		last = now
		return h.look(seen)
	}
}

// filesPatience is how long the owner's files may take to be read before the log
// says so.
const filesPatience = 10 * time.Second

// look takes up the owner's files if they are not those that were seen. It returns
// what to see them by the next time.
func (h *Handler) look(seen string) string {
	now := h.stamp()
	if now != seen {
		h.reload()
	}
	return now
}

// watcher looks at files again and again. A file system may not answer for as long
// as it likes: a look is waited for, and the log says that it takes long.
type watcher struct {
	look     func(seen string) string
	log      *log.Logger
	patience time.Duration
}

func (w watcher) run(ctx context.Context, interval time.Duration, seen string) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		looked := make(chan string, 1)
		go func() { looked <- w.look(seen) }()
		late := time.NewTimer(w.patience)
		select {
		case <-ctx.Done():
			return
		case seen = <-looked:
		case <-late.C:
			w.log.Printf("shop.json, products.json or what else pages are made from has not been read for %v; the shop goes on as it was", w.patience)
			select {
			case <-ctx.Done():
				return
			case seen = <-looked:
				w.log.Print("the files that pages are made from are read again")
			}
		}
		late.Stop()
	}
}

func (h *Handler) reload() {
	loaded, err := site.Load(h.files)
	if err != nil {
		h.log.Printf("the changed files are not used; the shop goes on as it was:\n%v", err)
		return
	}
	h.making.Lock()
	defer h.making.Unlock()
	before := h.base
	_, had := before.Shop.Orders.Channel(shop.ServerChannel)
	if _, wanted := loaded.Shop.Orders.Channel(shop.ServerChannel); wanted && !had && h.handler(OrdersAddress) == nil {
		h.log.Print("the changed files are not used; the shop goes on as it was: shop.json has the channel server now, and the inbox is opened at a start: start the server anew")
		return
	}
	h.base, h.counted = loaded, false
	h.recount(context.Background())
	if err := h.makeBuild(false); err != nil {
		h.base, h.counted = before, false
		h.log.Printf("the changed files are not used; the shop goes on as it was: %v", err)
		return
	}
	n := loaded.Catalog.Counts()
	h.log.Printf("changed files taken up: %d products, %d variants", n.Products, n.Variants)
}

// stamp is a text that changes whenever one of the watched files does.
func (h *Handler) stamp() string {
	names, _ := filepath.Glob(filepath.Join(h.files.Web, "css", "*.css"))
	own, _ := filepath.Glob(filepath.Join(h.files.Web, prose.Folder, "*.md"))
	names = append(names, own...)
	names = append(names, filepath.Join(h.files.Web, "boot.js"), filepath.Join(h.files.Web, "worker.js"))
	for _, address := range site.AssetFiles {
		names = append(names, filepath.Join(h.files.Web, filepath.FromSlash(strings.TrimPrefix(address, "/web/"))))
	}
	return stampOf(append(names, h.files.Shop, h.files.Products, images.IndexFile(h.files.Web))...)
}

// stampOf is a text that changes whenever one of the files does.
func stampOf(names ...string) (stamp string) {
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			stamp += name + info.ModTime().Format(time.RFC3339Nano) + " " + info.Mode().String() + " " + strconv.FormatInt(info.Size(), 10) + "\n"
		}
	}
	return stamp
}
