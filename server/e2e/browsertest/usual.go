package browsertest

// UsualWalk is how shoppers use the catalogue and the cart, from the home page on. They do
// not search, which needs the program's second module. Press and Until are JavaScript:
// what is done, and what is true then.
var UsualWalk = []struct{ Name, Press, Until string }{
	{"add by a card", "document.querySelector('button.card__add').click()", "document.querySelector('#cart-count').textContent === '1'"},
	{"mark by a card", "document.querySelector('.card .heart').click()", "document.querySelector('.card .heart[aria-pressed=true]')"},
	{"a category", "document.querySelector('.header__category').click()", "location.pathname.startsWith('/categoria/')"},
	{"sort", "document.querySelectorAll('.sort__link')[1].click()", "location.search"},
	{"a product", "document.querySelector('.card__link').click()", "location.pathname.startsWith('/producto/')"},
	{"back", "history.back()", "location.search"},
	{"another category", "document.querySelectorAll('.header__category')[1].click()", "!location.search"},
	{"a product with options", "document.querySelector('a.card__add').click()", "document.querySelector('.buy__add')"},
	{"a choice", "document.querySelector('.option__input:not(:checked)').click()", "document.querySelector('.option__input:checked')"},
	{"more units", `document.querySelector('.buy .stepper__step[value="1"]').click()`, "document.querySelector('#quantity').value === '2'"},
	{"add", "document.querySelector('.buy__add').click()", "document.querySelector('#cart-count').textContent === '3'"},
	{"mark", "document.querySelector('.product .heart').click()", "document.querySelector('.product .heart[aria-pressed=true]')"},
	{"the cart", "document.querySelector('.cart-link').click()", "document.querySelectorAll('tr.line').length === 2"},
	{"fewer units", `document.querySelectorAll('tr.line .stepper__step[value="-1"]')[1].click()`, "document.querySelector('#cart-count').textContent === '2'"},
	{"remove", "document.querySelector('.line__button').click()", "document.querySelector('#cart-count').textContent === '1'"},
	{"undo", "document.querySelector('#undo').click()", "document.querySelector('#cart-count').textContent === '2'"},
	{"what was marked", "document.querySelector('.favorites-link').click()", "location.pathname === '/favoritos'"},
}
