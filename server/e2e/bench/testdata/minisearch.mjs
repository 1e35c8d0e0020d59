// Makes a MiniSearch index: node minisearch.mjs PACKAGE PRODUCTS.json OUT.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import options from "./minisearch-options.mjs";

const [, , folder, products, out] = process.argv;
const { default: MiniSearch } = await import(pathToFileURL(folder + "/dist/es/index.js"));
const start = performance.now();
const index = new MiniSearch(options);
index.addAll(JSON.parse(readFileSync(products, "utf8")).map((p) => ({
	id: p.id, name: p.name, category: p.category, tags: (p.tags ?? []).join(" "), sku: [p.sku, ...(p.variants ?? []).map((v) => v.sku)].join(" "),
	options: (p.options ?? []).flatMap((o) => o.values).join(" "), description: p.description, price: p.price, image: p.images?.[0]?.src,
})));
mkdirSync(out, { recursive: true });
writeFileSync(out + "/index.json", JSON.stringify(index));
writeFileSync(out + "/minisearch.js", readFileSync(folder + "/dist/es/index.js"));
writeFileSync(out + "/options.js", readFileSync(new URL("./minisearch-options.mjs", import.meta.url)));
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000 }));
