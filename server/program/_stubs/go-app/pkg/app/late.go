// Handles presses on a page that has been replaced since.
//
// A program in two modules may pause while it handles an event, until its second
// module has come; see web/rest.js. Meanwhile the shopper may press something else.
// That press waits, and is marked as late. When the program goes on, the first event
// may lead to another page. Then the pressed element is off the page before its
// event is handled, but the shopper has pressed it all the same.

package app

import "sync"

// dispatchEvent is like [Context.Dispatch], but handles a late event although its
// element is off the page. The element is this.
func dispatchEvent(ctx Context, this, event Value, handle func(Context)) {
	ctx.dispatch(func() {
		if ctx.sourceElement.Mounted() {
			for c, ok := component(ctx.sourceElement); ok; c, ok = component(c.parent()) {
				ctx.addComponentUpdate(c, 1)
			}
			handle(ctx)
			return
		}
		if html, ok := ctx.sourceElement.(HTML); ok && event.Get("late").Truthy() {
			html.setJSElement(this) // for ctx.JSSrc
			handle(ctx)
			html.setJSElement(nil)
		}
	})
}

// released are functions of elements that are off the page. They are released when
// the events that wait have been handled.
var released []Func

// release releases them. The browser calls it after the calls that wait.
var release = sync.OnceValue(func() Func {
	return FuncOf(func(Value, []Value) any {
		for _, f := range released {
			f.Release()
		}
		released = nil
		return nil
	})
})

// releaseLater releases a function once Go and the calls that wait have returned. A
// timer of Go could elapse before, and the browser's timers and messages may have to
// wait behind others for seconds.
func releaseLater(f Func) {
	if released = append(released, f); len(released) == 1 {
		Window().Call("queueMicrotask", release())
	}
}
