package browsertest

// WaitForTabs is a script that runs before the page's own. It gives the other tabs a
// minute to answer a new one, instead of half a second, in which they may not get a
// processor.
const WaitForTabs = `{ const real = setTimeout; window.setTimeout = (f, ms, ...rest) => real(f, ms === 500 ? 60000 : ms, ...rest) }`

// WaitForWorker is a script that runs before the page's own. It gives a worker that
// compiles the program a minute to begin, instead of three seconds. If the worker is late,
// the page fetches and compiles the program too. The time that a worker has afterwards is
// the same.
const WaitForWorker = `{
	const real = setTimeout, Real = self.Worker;
	let begins = false;
	if (Real) self.Worker = function (...of) { begins = true; return new Real(...of) };
	self.setTimeout = (f, ms, ...rest) => {
		const first = begins && ms === 3000;
		if (first) begins = false;
		return real(f, first ? 60000 : ms, ...rest);
	};
}`
