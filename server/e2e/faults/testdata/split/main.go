//go:build js && wasm

// Command split is a program in two modules, for tests of web/rest.js. Its functions
// with the word late in their names are in the second module. It sets JavaScript
// functions for the page to call, and notes what it does in the page's array said.
package main

import (
	"runtime"
	"runtime/debug"
	"syscall/js"
	"time"
)

var page = js.Global()

func main() {
	set("late", func() any { return lateWord("late") })
	set("early", func() any { return say("early") })
	set("nested", nested)
	set("executor", executor)
	set("setter", setter)
	set("timer", timer)
	set("collect", collect)
	on("inner", "click", func(js.Value) { lateWord("inner") })
	on("follow", "click", func(js.Value) { lateLink("#followed") })
	on("stay", "click", func(event js.Value) {
		lateWord("stay")
		event.Call("preventDefault")
	})
	on("form", "submit", func(event js.Value) {
		lateWord("submit")
		event.Call("preventDefault")
	})
	say("started")
	select {}
}

// set makes a function of the page. Its frame has numbers that must be the same before
// and after what it does.
func set(name string, do func() any) {
	page.Set(name, js.FuncOf(func(js.Value, []js.Value) any {
		var result any
		if !framed(func() { result = do() }) {
			say("broken")
		}
		return result
	}))
}

// framed reports whether its own frame is the same after the call of do.
//
//go:noinline
func framed(do func()) bool {
	var numbers [64]int
	for i := range numbers {
		numbers[i] = i * i
	}
	do()
	for i, n := range numbers {
		if n != i*i {
			return false
		}
	}
	return true
}

func element(id string) js.Value { return page.Get("document").Call("getElementById", id) }

func on(id, event string, do func(event js.Value)) {
	element(id).Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		do(args[0])
		return nil
	}))
}

// say notes a word.
//
//go:noinline
func say(word string) any {
	page.Get("said").Call("push", word)
	return word
}

//go:noinline
func lateWord(word string) any {
	if !framed(func() { say(word) }) {
		say("broken")
	}
	return word
}

//go:noinline
func lateLink(address string) { element("follow").Set("href", address) }

// nested makes the browser call Go while Go calls the browser.
func nested() any {
	element("inner").Call("click")
	return say("outer")
}

// executor passes a function of Go to a constructor, which calls it at once.
func executor() any {
	var f js.Func
	f = js.FuncOf(func(_ js.Value, args []js.Value) any {
		f.Release()
		args[0].Invoke(lateWord("executor"))
		return nil
	})
	return page.Get("Promise").New(f)
}

// setter sets a property whose setter is a function of Go, as some extensions do.
func setter() any {
	o := page.Get("Object").New()
	page.Get("Object").Call("defineProperty", o, "x", map[string]any{
		"set": js.FuncOf(func(js.Value, []js.Value) any { return lateWord("setter") }),
	})
	o.Set("x", 1)
	return say("outer")
}

// timer calls a late function by a timer.
func timer() any {
	time.AfterFunc(50*time.Millisecond, func() { lateWord("timer") })
	return nil
}

// collect collects garbage while goroutines that have not begun wait to run a late
// function.
func collect() any {
	const many = 100
	runtime.GC() // starts the goroutines that collect, so that the next time begins at once
	for range many {
		go lateSend() // without arguments, so that it is where the goroutine begins
	}
	// A goroutine that allocates much helps to collect, and scans the stacks of others.
	defer debug.SetGCPercent(debug.SetGCPercent(1))
	for range 100 * many {
		garbage = make([]*int, 1<<10)
	}
	for range many {
		<-done
	}
	return say("collected")
}

var (
	garbage []*int
	done    = make(chan bool)
)

//go:noinline
func lateSend() {
	if framed(runtime.GC) {
		done <- true
	}
}
