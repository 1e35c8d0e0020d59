// This script runs a program whose functions come in two modules; see
// server/program/split.go. The build puts it between the script of the Go release
// and start.js.
//
// If Go calls a function of the second module, the rest, before it is there, Go
// pauses in the middle of what it does: the stub sets the global "missing", and the
// WebAssembly stack is unwound. The rest is then loaded, and the loop of the first
// module goes on where Go paused. So two rules must hold:
//
//  1. While Go is paused, nothing of Go runs. Timers and wrapped functions wait.
//  2. Go pauses only if no JavaScript that Go has called is on the stack. Such
//     JavaScript would return into a frame of Go while Go's stack pointer is that of
//     the paused call.
//
// All of JavaScript's calls into Go pass through #enter, which counts those that have
// not returned. If there is one, JavaScript that Go has called is on the stack. Then,
// until the rest is there, #enter does not call Go but lets the call wait for the
// return of the outer one, so that no inner call can pause. Once the rest is there, no
// call pauses.
//
// A call that waits is too late for what the browser does after a click on a link or
// a submission, and Go may want to prevent it, or set the link's address before. So
// SplitGo prevents it once the page is Go's, and follows the link when Go has handled
// the event without preventing it. A submission is Go's alone. If the shopper goes back
// meanwhile, SplitGo forgets both. It marks an event that came while Go was paused as
// late: Go may have left the page of its element when it handles the event, but handles
// it all the same.
"use strict";

class SplitGo extends Go {
  #host; // see the constructor
  #exports; // of the first module
  #arrival; // promise that the rest is there, unless it has failed
  #depth = 0; // calls into Go that have not returned
  #paused = false;
  #over = false; // Go has failed, or has paused and never goes on
  #waiting = []; // calls that wait, each with what to do when it is done
  #draining = false; // these calls are made
  #held = new Map(); // events that Go handles late, each with a function that returns the link to follow then, if any

  // host is the page, an object of functions:
  //
  //   fetchRest()    returns a promise of the rest
  //   shown()        whether the page is Go's
  //   waits(on)      Go begins or ends to wait for the rest
  //   lost(reason)   the rest is needed and does not come
  //   loaded()       the rest is there
  //   crashed()      the program has failed in the middle of what it does
  //
  // patience is how long Go waits for the rest, in milliseconds.
  constructor(host, patience) {
    super();
    this.#host = { ...host, patience };
    addEventListener("popstate", () => this.#paused && this.#forget());
    this.importObject.gojs["runtime.scheduleTimeoutEvent"] = (sp) => {
      sp >>>= 0;
      const id = this._nextCallbackTimeoutID++;
      // Go may clear the timeout while it waits. Like the script of the Go release, it
      // is repeated if Go does not take it.
      const elapsed = () => {
        while (this._scheduledTimeouts.has(id) && !this.#exports.missing.value) super._resume();
      };
      const wait = Number(this.mem.getBigInt64(sp + 8, true));
      this._scheduledTimeouts.set(id, setTimeout(() => this.#enter(elapsed), wait));
      this.mem.setInt32(sp + 16, id, true);
    };
  }

  // run runs the program. The promise is fulfilled when the program ends.
  async run(instance) {
    this.#exports = instance.exports;
    let ended;
    this.#enter(() => { ended = super.run(instance); });
    return ended;
  }

  // finish loads the rest, unless it is there or on its way.
  finish() {
    return (this.#arrival ??= this.#load());
  }

  async #load() {
    try {
      await WebAssembly.instantiate(await this.#host.fetchRest(), { first: this.#exports });
      this.#host.loaded?.();
    } catch (reason) {
      this.#arrival = undefined; // so that the next call tries again
      throw reason;
    }
  }

  // _makeFuncWrapper returns the JavaScript function for a function of Go. If its call
  // has to wait, the result is a promise.
  _makeFuncWrapper(id) {
    const go = this;
    return function () {
      const call = { id, this: this, args: arguments };
      const [event] = arguments;
      let done = () => {};
      const returned = go.#enter(() => {
        if (event?.stopped) return;
        go._pendingEvent = call;
        go.#resume();
      }, () => done(call.result));
      if (returned || go.#over) return call.result;
      if (event instanceof Event) {
        event.late = go.#paused;
        go.#hold(event);
      }
      return new Promise((settle) => (done = settle));
    };
  }

  // #hold prevents what the browser does after an event, and hides that from Go. It
  // leaves links that open another tab to the browser, which would not open it later.
  #hold(event) {
    const { type, target, ctrlKey, metaKey, shiftKey, altKey } = event;
    let prevented = event.defaultPrevented;
    const link = type === "click" && !(ctrlKey || metaKey || shiftKey || altKey) && target.closest?.("a[href]");
    if (this.#held.has(event) || !this.#host.shown() || !(link && link.target !== "_blank" || type === "submit")) return;
    event.preventDefault();
    this.#held.set(event, () => !prevented && link);
    Object.defineProperty(event, "defaultPrevented", { get: () => prevented });
    event.preventDefault = () => (prevented = true);
    event.stopPropagation = () => (event.stopped = true);
  }

  // #forget keeps Go from handling held events, and their links from being followed.
  #forget() {
    for (const event of this.#held.keys()) event.stopped = true;
    this.#held.clear();
  }

  // #follow follows the links of held events, each by a copy that Go does not hear.
  #follow() {
    const links = [...this.#held.values()].map((link) => link());
    this.#held.clear();
    for (const link of links) if (link) link.cloneNode().click();
  }

  #resume() {
    super._resume();
  }

  // #enter calls Go, and then done. It returns false if either of them has to wait.
  #enter(call, done = () => {}) {
    if (this.#over) return false;
    if (this.#paused || (this.#depth && !this.#exports.loaded.value)) {
      this.#waiting.push([call, done]);
      return false;
    }
    this.#depth++;
    try {
      call();
    } catch (reason) {
      this.#over = true;
      this.#host.crashed();
      throw reason;
    } finally {
      this.#depth--;
    }
    if (this.#exports.missing.value) {
      this.#pause(done);
      return false;
    }
    done();
    if (!this.#depth && !this.#draining) this.#drain();
    return true;
  }

  // #drain makes the calls that wait, until Go pauses.
  #drain() {
    this.#draining = true;
    try {
      while (this.#waiting.length && !this.#paused) this.#enter(...this.#waiting.shift());
    } finally {
      this.#draining = false;
    }
    if (!this.#paused) this.#follow();
  }

  // #pause waits for the rest and goes on with Go.
  async #pause(done) {
    this.#paused = true;
    const slot = this.#exports.missing.value; // of the function that Go has called
    this.#exports.missing.value = 0;
    this.#host.waits(true);
    try {
      await this.#need();
    } catch (cause) {
      const reason = Error(`function ${slot} of the program has not come`, { cause });
      this.#over = true;
      this.#host.lost(reason);
      this.#follow();
      return;
    } finally {
      this.#host.waits(false);
    }
    this.#paused = false;
    this.#enter(() => {
      this.#exports.loop();
      if (this.exited) this._resolveExitPromise();
    }, done);
  }

  // #need loads the rest while it is waited for. A download that fails at once is tried
  // again, unless there is no network.
  async #need() {
    let late;
    const limit = new Promise((_, fail) => {
      late = setTimeout(() => fail(Error("the rest of the program is late")), this.#host.patience);
    });
    const load = async () => {
      for (let tries = 3; ; tries--) {
        try { return await this.finish(); } catch (reason) {
          if (tries === 1 || !navigator.onLine) throw reason;
          await new Promise((then) => setTimeout(then, 1000));
        }
      }
    };
    try {
      await Promise.race([load(), limit]);
    } finally {
      clearTimeout(late);
    }
  }
}
