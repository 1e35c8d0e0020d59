// Replaces go-app's route.go. The shop has one route for all paths and finds its pages
// itself, so package regexp is left out.

package app

type router struct {
	routes map[string]func() Composer
	every  func() Composer
}

func makeRouter() router { return router{routes: map[string]func() Composer{}} }

func (r *router) route(path string, newComponent func() Composer) { r.routes[path] = newComponent }

func (r *router) routeWithRegexp(pattern string, newComponent func() Composer) {
	if pattern != "^/" {
		panic("this build of go-app has no regular expressions: the only pattern is ^/")
	}
	r.every = newComponent
}

func (r *router) createComponent(path string) (Composer, bool) {
	if newComponent, ok := r.routes[path]; ok {
		return newComponent(), true
	}
	if r.every == nil {
		return nil, false
	}
	return r.every(), true
}
