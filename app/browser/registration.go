package browser

// registration says how far the registration of the service worker has come.
type registration struct {
	supported bool // the browser has service workers
	refused   bool // the browser did not register the worker
	done      bool
}

// offersAtOnce reports whether a new version on the server is offered to the
// shopper at once, because no worker will fetch it.
func (r registration) offersAtOnce() bool { return !r.done && (r.refused || !r.supported) }

// isOtherVersion reports whether the version that a worker tells is one to offer on
// a page of another version.
func isOtherVersion(worker, page string) bool { return worker != "" && worker != page }
