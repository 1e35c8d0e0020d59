package program

import (
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// When Go pauses in a stub, each function on the WebAssembly stack returns to its
// caller, and later goes on after the call. That works from any Go function, the
// scheduler and the garbage collector included: while Go is paused, nothing of Go runs,
// so that nobody sees the state in between. It does not work in two cases, in which
// functions have to stay in the first module, with all that they call:
//
//   - A caller that traps when the function pauses. The compiler and the runtime have
//     such calls where they know that the function never pauses: write barriers, and the
//     beginning of the program.
//   - The browser does something meanwhile that the program must not miss; see
//     listeners.
//
// Functions of the runtime that are called by what stays stay too, for speed. Those that
// only functions of the rest call need not be there before the rest is.

// runtimeNames matches the functions of the runtime.
var runtimeNames = regexp.MustCompile(`^(runtime\.|internal_runtime_|internal_abi\.|internal_bytealg\.|syscall_|wasm_|_rt0|memeqbody|cmpbody|gosave|callRet|gcWrite|indexbody|go_buildid)`)

// doors matches functions of the runtime that a start and the first use of a page do not
// enter: those that print, trace, count or profile what a program does; those for threads,
// calls of the operating system and cgo, of which a browser has none; those that queue
// finalizers; those of package synctest; and those that say why a program crashes. What
// only they call may move with them.
var doors = regexp.MustCompile(`^(carrito_app_browser\.recovered$|runtime\.(` + strings.Join([]string{
	`(init|sched)?(Metrics|trace)`, `(__)?trace[A-Z]`, `print`, `__profBuf_`, `stkbucket`, `save[bB]lock`, `(do|try)RecordGoroutineProfile`, `__timeHistogram_`,
	`(re)?entersyscall`, `exitsyscall`, `syscallingThread`, `startm`, `stopm`, `newm`, `allocm`, `mexit`, `handoffp`, `stoplockedm`, `startlockedm`,
	`injectglist`, `oneNewExtraM`, `lockextra`, `cgo`, `expandCgo`, `GOMAXPROCS`, `__p_\.destroy`,
	`checkFinalizers`, `queuefinalizer`, `__cleanupQueue_`, `synctest`, `__synctestBubble_`, `getOrSetBubble`, `findGoroutineLeaks`, `__pinner`,
	`dump`, `hexdump`, `fatalpanic`, `dopanic_m`, `startpanic_m`, `preprintpanics`, `gcDumpObject`, `__mspan_\.reportZombies`,
	`(start|set|run)Checkmark`, `parseByteCount`, `fpunwind`, `__Frames_`, `Caller`, `FuncForPC`, `__Func_`,
}, "|") + `))`)

// shopNames matches the functions of the shop and those of the standard library whose
// branches depend on data or on timing. If a start or the first use of a page leads to
// one of them, it stays, although the profile took another branch.
var shopNames = regexp.MustCompile(`^(carrito_app_|main\.|syscall_js\.|slices\.|sync\.|internal_sync\.|internal_runtime_maps\.)`)

// features matches functions of the shop that few visits use, each after a press of the
// shopper or after an order. Only those in the lists stay.
var features = regexp.MustCompile(`^(` + strings.Join([]string{
	`carrito_app_(ui_checkout|ui_qr|order|outbox|pay|search)\.`,
	`carrito_app_shopper\.(__(Orders|Checkout|Link|Sent)_\.|ParseSent|typedPromo|laterRefused|longest|OrderNumber|payment$|same$|__Shopper_\.(Pa(id|ying|yment)|Means|NextText|hosted|Tender|account|changeOf))`,
	`carrito_app_ui_list\.__searchBox_\.(on|open|list|inside|key|suggest|renew|waits|add|announce|close|take)`, `carrito_app_session\.__Session_\.(Searches|ForgetSearches)`, `carrito_app_ui_part\.__Screen_\.Reveal`,
	`carrito_app_ui_part\.(Property|Navigator|CanShare|__Screen_\.(Settle|Copy|ShareLink))`,
	`carrito_app_browser\.(__(Orders|database)_\.|Hash$|Load$)`, `carrito_app_cart\.(ParseLink|__Cart_\.(Link|Take))`, `carrito_app_session\.__Session_\.Take`,
	`carrito_app_filter\.(Key|New|Read|Parse|__?|Choice|builder)`, `carrito_app_ui_list\.(__filters_\.|hidden$)`, `carrito_app_ui_part\.__Screen_\.(DropFilters|FiltersKept|TellFilters)`, `carrito_app_money\.(Format\.Typed|Amount\.Short)`,
	`carrito_app_ui_product\.(__productView_\.(drawAlert|alertLink))`, `main\.promoChecker`, `carrito_app_ui_cart\.(__Screen_\.(share|linked|on(Copy|Send|Share|TakeLink|DeclineLink)|copy|announceCopied|cartUnknown))`,
}, "|") + `)`)

// branches reports whether a function stays if one that stays leads to it.
func branches(name string) bool { return shopNames.MatchString(name) && !features.MatchString(name) }

// listeners are the functions that make something of the browser which sends events at
// once, and listen to it. If Go paused in between, events would be missed. What they call
// stays, but not the functions with which they listen. TestListeners finds them.
var listeners = []string{"carrito_app_browser.Tabs.open", "carrito_app_browser.__Orders_.open.func1"}

// Choice tells by their names which functions stay.
type Choice struct {
	Stays func(name string) bool // the function stays
	Leads func(name string) bool // it stays if one that stays leads to it
}

// moving reports of each function whether it moves to the rest. image is the initialised
// memory.
func (m *linked) moving(image []byte, c Choice) ([]bool, error) {
	g, err := m.graph(image)
	if err != nil {
		return nil, err
	}
	stays, listening := g.unpaused, make([]bool, len(m.bodies))
	for f := range m.bodies {
		if m.name(f) == "" {
			return nil, fmt.Errorf("%w: a function without a name", errNotWasm)
		}
		listening[f] = slices.Contains(listeners, m.name(f))
	}
	every := func(string) bool { return true }
	m.spread(stays, every, g.calls, g.values)
	m.spread(listening, every, g.calls)
	hashes := map[string]bool{}
	for f, body := range m.bodies {
		stays[f] = stays[f] || listening[f] || c.Stays(m.name(f)) || m.typeOf[f] != goType || len(body) < smallest
		if of, ok := strings.CutPrefix(m.name(f), "type_.hash."); ok && stays[f] {
			hashes[of] = true
		}
	}
	// A map compares keys only if their hashes are alike, which is by chance.
	for f := range m.bodies {
		if of, ok := strings.CutPrefix(m.name(f), "type_.eq."); ok && hashes[of] {
			stays[f] = true
		}
	}
	m.spread(stays, c.Leads, g.calls, g.values)
	m.spread(stays, runtimeNames.MatchString, g.calls, g.values)
	moves := make([]bool, len(stays))
	for f := range moves {
		moves[f] = !stays[f]
	}
	return moves, nil
}

// spread adds to stays the functions to which those in it lead, directly or not, if
// their names are among some. It does not go through doors.
func (m *linked) spread(stays []bool, some func(name string) bool, graphs ...[][]int) {
	var next []int
	for f := range stays {
		if stays[f] {
			next = append(next, f)
		}
	}
	for len(next) > 0 {
		f := next[len(next)-1]
		next = next[:len(next)-1]
		for _, leads := range graphs {
			for _, to := range leads[f] {
				if name := m.name(to); !stays[to] && some(name) && !doors.MatchString(name) {
					stays[to] = true
					next = append(next, to)
				}
			}
		}
	}
}

// graph tells which functions the functions of a module lead to.
type graph struct {
	calls    [][]int // the functions that a function calls
	values   [][]int // the functions of its package whose address it uses, as to call them later
	unpaused []bool  // the host has the function's body, or a caller traps if it pauses
}

// graph reads the code of all functions. image is the initialised memory.
func (m *linked) graph(image []byte) (graph, error) {
	g := graph{make([][]int, len(m.bodies)), make([][]int, len(m.bodies)), make([]bool, len(m.bodies))}
	for f, body := range m.bodies {
		missing := false
		err := instructions(body, func(i instruction) {
			if i.op != opCall {
				if to := m.functionAt(image, i.operand); to >= 0 && pkg(m.name(to)) == pkg(m.name(f)) {
					g.values[f] = append(g.values[f], to)
				}
				return
			}
			switch to := int(i.operand) - m.imports; {
			case to < 0:
				g.unpaused[f] = true
			case to >= len(m.bodies):
				missing = true
			default:
				g.calls[f] = append(g.calls[f], to)
				g.unpaused[to] = g.unpaused[to] || trapsNext(body[i.end:])
			}
		})
		if missing {
			err = fmt.Errorf("%w: it calls a function that is missing", errNotWasm)
		}
		if err != nil {
			return g, fmt.Errorf("%s: %w", m.name(f), err)
		}
	}
	return g, nil
}

// functionAt returns the function that an integer stands for, or -1. A function's
// address has its slot in the upper bits. A function value without variables is the
// address of such an address.
func (m *linked) functionAt(image []byte, n int64) int {
	if n > 0 && n < int64(len(image)-8) {
		n = int64(binary.LittleEndian.Uint64(image[n:]))
	}
	if f := n>>16 - firstSlot; n&0xffff == 0 && f >= 0 && f < int64(len(m.bodies)) {
		return int(f)
	}
	return -1
}

// pkg returns the package in the name of a function, as the linker writes it.
func pkg(name string) string {
	before, _, _ := strings.Cut(name, ".")
	return before
}
