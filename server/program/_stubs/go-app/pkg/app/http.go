// Replaces go-app's http.go and resource.go. The browser serves nothing, so net/http is
// left out, and with it crypto and mime.

package app

import "strings"

// Icon is unused in the browser.
type Icon struct{ Default, Large, SVG, Maskable string }

// ResourceResolver is unused in the browser.
type ResourceResolver interface{ Resolve(string) string }

// ProxyResource is unused in the browser.
type ProxyResource struct{ Path, ResourcePath string }

// Handler is unused in the browser.
type Handler struct {
	Name, ShortName, Title, Description, Lang string
	Icon                                      Icon
	Resources                                 ResourceResolver
	Env                                       map[string]string
}

// clientResourceResolver prefixes addresses under /web/ with the address of the static
// files. It leaves other addresses unchanged.
func clientResourceResolver(static string) func(string) string {
	return func(location string) string {
		if remoteLocation(location) || !webLocation(location) {
			return location
		}
		return static + "/" + strings.TrimPrefix(strings.Trim(location, "/"), "web/")
	}
}

func remoteLocation(location string) bool {
	return strings.HasPrefix(location, "https://") || strings.HasPrefix(location, "http://")
}

func webLocation(location string) bool {
	location = strings.TrimPrefix(location, "/")
	return location == "web" || strings.HasPrefix(location, "web/")
}
