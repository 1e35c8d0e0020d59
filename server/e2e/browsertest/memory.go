package browsertest

// NoteProgram is a script that runs before the page's own. It stores the JavaScript
// object of the running Go program in window.program.
const NoteProgram = `Object.defineProperty(window, "Go", { get: () => window.goClass, set(Go) {
	window.goClass = class extends Go { constructor() { super(); window.program = this }
		run(instance) { if (window.gogc) this.env.GOGC = window.gogc; return super.run(instance) } } } })`

// ProgramMemory is JavaScript that returns the size of the program's memory in bytes.
const ProgramMemory = "program._inst.exports.mem.buffer.byteLength"

// WalkPages is JavaScript that opens the pages of the shop one after the other, within the
// app: category, product, cart, search, home. Each press is a task of its own.
const WalkPages = `async (times) => {
	const press = async (selector, i, most) => {
		let all;
		while (!(all = document.querySelectorAll(selector)).length) await new Promise(done => setTimeout(done)); // products may be on their way
		all[i % Math.min(most, all.length)].click();
	};
	const steps = [i => press(".tile", i, 6), i => press(".card__link", i, 5),
		() => document.querySelector(".cart-link").click(),
		i => { document.getElementById("search").value = ["polo", "camisa", "pantalon"][i % 3]; document.querySelector(".search").requestSubmit() },
		() => document.querySelector(".header__name").click()];
	for (let i = 0; i < times; i++) {
		const left = here();
		await steps[i % steps.length](Math.floor(i / steps.length));
		do await new Promise(done => setTimeout(done)); while (here() === left || drawn !== here());
	}
}`
