// The options that MiniSearch's documentation recommends for search as you type, and
// words without accents.
export default {
	fields: ["name", "category", "tags", "options", "sku", "description"],
	storeFields: ["name", "price", "image"],
	processTerm: (term) => term.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""),
	searchOptions: { boost: { name: 4, sku: 3, category: 2, tags: 2, options: 2 }, prefix: true, fuzzy: 0.2, combineWith: "AND" },
};
