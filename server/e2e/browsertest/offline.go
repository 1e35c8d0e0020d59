package browsertest

// AwaitWorker waits until an activated service worker controls the tab.
func (tab *Tab) AwaitWorker() {
	tab.T.Helper()
	tab.Await("navigator.serviceWorker.controller?.state === 'activated'")
}

// AwaitCachedCatalogue waits until the catalogue that the service worker caches contains
// want. The worker answers the page first and then caches the answer.
func (tab *Tab) AwaitCachedCatalogue(want string) {
	tab.T.Helper()
	tab.AwaitAsync(`(async () => { const { products } = await (await caches.match("/web/current.json")).json();
		return (await (await caches.match(products))?.text())?.includes(` + QuoteJS(want) + `) })()`)
}

// StaleBar is the selector of the warning that prices may be old.
const StaleBar = ".bars__doubt"

// CachedBodies is JavaScript that returns, as JSON, the number of files and of bytes in
// each cache of the worker.
const CachedBodies = `(async () => { const sums = {};
	for (const name of await caches.keys()) { const cache = await caches.open(name), sum = sums[name] = {files: 0, bytes: 0};
		for (const key of await cache.keys()) { sum.files++; sum.bytes += (await (await cache.match(key))?.blob())?.size ?? 0 } }
	return JSON.stringify(sums) })()`

// KeptAll is JavaScript that reports whether the service worker keeps all that the directory
// of a catalogue in parts names.
const KeptAll = `(async () => {
	const { products } = await (await caches.match("/web/current.json")).json();
	const { folder, files, parts } = await (await caches.match(products)).json();
	const all = [...Object.values(files), ...parts.map(hash => hash + ".json")];
	const kept = await Promise.all(all.map(file => caches.match(folder + file)));
	return kept.every(Boolean);
})()`
