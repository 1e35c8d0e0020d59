// Makes a Pagefind index: node pagefind.mjs PACKAGE PRODUCTS.json OUT. The pages have what the
// shop's own have to search in; a heading counts more, as Pagefind does it.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , folder, products, out] = process.argv;
const { createIndex, close } = await import(pathToFileURL(folder + "/lib/index.js"));
const text = (value) => String(value ?? "").replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
const start = performance.now();
const { index, errors } = await createIndex({ forceLanguage: "es" });
if (errors.length) throw new Error(errors.join());
for (const p of JSON.parse(readFileSync(products, "utf8"))) {
	const values = (p.options ?? []).flatMap((o) => o.values);
	const result = await index.addHTMLFile({
		url: `/producto/${p.id}/`,
		content: `<!DOCTYPE html><html lang="es"><head><title>${text(p.name)}</title></head><body><main><h1>${text(p.name)}</h1>
			<img src="${text(p.images?.[0]?.src)}" alt=""><p data-pagefind-meta="price">${text(p.price)}</p>
			<p>${text([p.category, ...(p.tags ?? []), ...values].join(", "))}</p><p>${text(p.sku)}</p><p>${text(p.description)}</p></main></body></html>`,
	});
	if (result.errors.length) throw new Error(result.errors.join());
}
const written = await index.writeFiles({ outputPath: out });
if (written.errors.length) throw new Error(written.errors.join());
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000 }));
await close();
