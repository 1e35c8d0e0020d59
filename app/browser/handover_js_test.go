package browser

import (
	"syscall/js"
	"testing"
)

// roomWith makes room for the program and puts its page there.
func roomWith(t *testing.T, html string) {
	t.Helper()
	MakeRoom()
	t.Cleanup(func() { script("delete document.body") })
	script("document.body.firstChild.innerHTML = '<main id=page>' + a + '</main>'", html)
}

func TestMakeRoom(t *testing.T) {
	roomWith(t, "<p id=p></p>")
	if document.Call("getElementById", "p").Truthy() || document.Call("querySelector", "body").Equal(document.Get("body")) {
		t.Error("got the program's page in the document, want it out of sight")
	}
}

func TestHandOver(t *testing.T) {
	const (
		field  = `<input id=a value=1>`
		radios = `<input type=radio name=r id=r1 checked><input type=radio name=r id=r2>`
		choice = `<select id=s><option value=x>x<option value=y>y</select>`
	)
	tests := []struct {
		name            string
		server, program string
		do              string // by the shopper, or by others, before
		see, want       string // afterwards
	}{
		{"text is kept", field, field, "$('#a').value = '2'", "$('#a').value", `"2"`},
		{"what was not typed is the program's", field, `<input id=a value=3>`, "", "$('#a').value", `"3"`},
		{"text that has no place is lost", field, `<p></p>`, "$('#a').value = '2'", "$('#page').innerHTML", `"<p></p>"`},
		{"a long text is kept", `<textarea>a</textarea>`, `<textarea>a</textarea>`, "$('textarea').value = 'b'", "$('textarea').value", `"b"`},
		{"a choice is kept", choice, choice, "$('#s').value = 'y'", "$('#s').value", `"y"`},
		{"an empty choice", "<select></select>", "<select></select>", "", "$('select').value", `""`},
		{"a radio button is kept", radios, radios, "$('#r2').click()", "$('#r2').checked", "true"},
		{"a radio button that came so is the program's", radios, `<input type=radio name=r id=r1><input type=radio name=r id=r2 checked>`, "", "$('#r2').checked", "true"},
		{"the program hears of it", field, field, "$('#a').value = '2'", "heard", `["input a"]`},
		{"the program hears of a choice", choice, choice, "$('#s').value = 'y'", "heard", `["change s"]`},
		{"and of nothing else", field, field, "", "heard", "[]"},
		{"the focus is kept", "<button id=b>b</button>", "<button id=b>b</button>", "$('#b').focus()", "document.activeElement.id", `"b"`},
		{"the selection is kept", field, field, "$('#a').value = 'text'; $('#a').focus(); $('#a').setSelectionRange(1, 3)",
			"[document.activeElement.id, $('#a').selectionStart, $('#a').selectionEnd]", `["a",1,3]`},
		{"a number with the focus", "<input id=n type=number value=1>", "<input id=n type=number value=1>", "$('#n').focus()", "document.activeElement.id", `"n"`},
		{"the focus stays on the button that says the same", "<button>A<button>B", "<button>C<button>A<button>B", "$('button').focus()", "document.activeElement.textContent", `"A"`},
		{"the focus stays on the button with the same label", "<button aria-label=A>x</button><button aria-label=B>x", "<button aria-label=C>x</button><button aria-label=A>x</button><button aria-label=B>x",
			"$('button').focus()", "document.activeElement.ariaLabel", `"A"`},
		{"no other button gets the focus", "<button>A</button><a href=/x>x</a>", "<p></p><button>B</button><a href=/y>y</a><a href=/x>x</a>", "$('button').focus()", "document.activeElement === document.body", "true"},
		{"a focus that has no place is lost", "<button id=b>b</button>", "<p></p>", "$('#b').focus()", "document.activeElement === document.body", "true"},
		{"the server's page is gone", field, field, "$('#page').replaceWith('removed')", "[...document.querySelectorAll('#page')].length + document.body.textContent", `"1removed"`},
		{"others put elements into the body", field, field, "document.body.append('foreign')", "document.body.textContent", `"foreign"`},
		{"one page is left", field, field, "", "document.querySelectorAll('#page').length", "1"},
		{"boot.js is told", field, field, "", "carrito.ready", "true"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, window, "$", script("return (selector) => document.querySelector(selector)"))
			replace(t, window, "heard", script("return []"))
			replace(t, shared, "pressed", false)
			replace(t, shared, "ready", false)
			body(t, "<main id=page>"+test.server+"</main>")
			roomWith(t, test.program)
			script(`const note = (e) => heard.push(e.type + " " + e.target.id);
				for (const type of ["input", "change"]) a.addEventListener(type, note);`, document.Get("body").Get("firstChild").Get("firstChild"))
			script(test.do)
			if !HandOver("page") {
				t.Fatal("got no handing over, want one")
			}
			if got := jsonOf(script("return " + test.see)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// A press must end on the element on which it began.
func TestHandOverWhileAPressLasts(t *testing.T) {
	body(t, "<main id=page>server</main>")
	roomWith(t, "program")
	replace(t, shared, "ready", false)
	replace(t, shared, "pressed", script("return Date.now()"))
	text := func() string { return document.Call("getElementById", "page").Get("textContent").String() }
	if HandOver("page") || text() != "server" || shared.Get("ready").Bool() {
		t.Errorf("got %q, want the server's page", text())
	}
	shared.Set("pressed", js.ValueOf(false))
	if !HandOver("page") || text() != "program" {
		t.Errorf("got %q, want the program's page", text())
	}
}
