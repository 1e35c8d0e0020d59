package site

import (
	"bytes"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
)

func TestParseMarkup(t *testing.T) {
	tests := []struct {
		name string
		ui   app.UI
		want string
	}{
		{"empty element", app.Div(), `<div></div>`},
		{"lone text", app.P().Text("uno"), `<p>uno</p>`},
		{"lone text with spaces", app.P().Text("Desde "), `<p>Desde </p>`},
		{"text beside an element", app.P().Body(app.Text("uno"), app.B().Text("dos")), `<p>uno<b>dos</b></p>`},
		{"element beside text", app.P().Body(app.B().Text("dos"), app.Text("uno")), `<p><b>dos</b>uno</p>`},
		{"lines in a text", app.P().Body(app.Text("uno\n  dos"), app.B()), "<p>uno\n  dos<b></b></p>"},
		{"void elements", app.Div().Body(app.Img().Alt("a"), app.Input(), app.Br()), `<div><img alt="a"/><input/><br/></div>`},
		{"deep", app.Div().Body(app.Div().Body(app.Div().Body(app.Div().Text("x")))), `<div><div><div><div>x</div></div></div></div>`},
		{"markup in a text", app.P().Text(`</p><script>&lt;"`), `<p>&lt;/p&gt;&lt;script&gt;&amp;lt;&#34;</p>`},
		{"markup in an attribute", app.Img().Alt(`"><img src=x onerror=alert(1)>`), `<img alt="&#34;&gt;&lt;img src=x onerror=alert(1)&gt;"/>`},
		{"escapes in an attribute", app.Img().Alt("a\\n\n\t\u00a0\u2028é"), "<img alt=\"a\\n\n\t\u00a0\u2028é\"/>"},
		{"entity in an attribute", app.Img().Alt("&quot;&amp;"), `<img alt="&amp;quot;&amp;amp;"/>`},
		{"the word true", app.Img().Alt("true"), `<img alt="true"/>`},
		{"the word false", app.Img().Alt("false"), `<img alt="false"/>`},
		{"state", app.Div().Aria("hidden", true), `<div aria-hidden="true"></div>`},
		{"boolean", app.Input().Checked(true).Value("true"), `<input checked="" value="true"/>`},
		{"attributes in order", app.Input().Type("text").Name("n").ID("i").Class("c"), `<input class="c" id="i" name="n" type="text"/>`},
		{"component", &twice{Text: `"<b>`}, `<div><p title="&#34;&lt;b&gt;">&#34;&lt;b&gt;</p><p>&#34;&lt;b&gt;</p></div>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root, err := parseMarkup(app.HTMLString(test.ui))
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := writeMarkup(&b, root); err != nil {
				t.Fatal(err)
			}
			if got := b.String(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// twice shows a text as an attribute and as content.
type twice struct {
	app.Compo

	Text string
}

func (c *twice) Render() app.UI {
	return app.Div().Body(app.P().Title(c.Text).Text(c.Text), app.P().Text(c.Text))
}

func TestParseMarkupRefuses(t *testing.T) {
	for _, markup := range []string{
		"", "uno<p></p>", "<p></p><p></p>", "<p>", "<p><b></p></b>", "<", "< p></p>", "<p", "<p title", `<p title="a`, "<p title=a>",
		`<p title="\q"></p>`, "<p =a></p>", "</p>",
	} {
		if root, err := parseMarkup(markup); err == nil {
			t.Errorf("%q: got <%s>, want an error", markup, root.Data)
		}
	}
}

// Any text of the catalogue comes through go-app's markup unchanged, and is
// only text in the HTML that is sent.
func FuzzMarkup(f *testing.F) {
	for _, s := range []string{
		"", " ", "true", "false", "value", `"><img src=x onerror=alert(1)>{{7*7}}`, "</script><script>alert(1)</script>", "a\n b\n",
		"\n  a", "&amp;&#34;", "`", `\`, `\"`, "\x00\xff\ufffd", "\u2028\u202e😀", "%d%s", "]]>", "<!--", "\r\n", "'", "a=b c",
	} {
		f.Add(s, "x", "uno", "dos")
		f.Add("x", s, s, s)
	}
	f.Fuzz(func(t *testing.T, a, b, lone, beside string) {
		ui := app.Div().Attr("title", a).Attr("data-x", b).Body(
			app.P().Attr("aria-label", a).Text(lone),
			app.P().Body(app.Text(beside), app.B(), app.Img().Alt(b)),
			app.Input().Attr("value", a).Attr("placeholder", b),
		)
		root, err := parseMarkup(app.HTMLString(ui))
		if err != nil {
			t.Fatal(err)
		}
		var written bytes.Buffer
		if err := writeMarkup(&written, root); err != nil {
			t.Fatal(err)
		}
		wantTree(t, root, a, b, lone, beside)
		again, err := html.Parse(&written)
		if err != nil {
			t.Fatal(err)
		}
		if tags := tagsOf(one(t, "body", all(again, "body"))); tags != "div p p b img input" {
			t.Errorf("elements as a browser reads them: got %s, want div p p b img input", tags)
		}
	})
}

func wantTree(t *testing.T, root *html.Node, a, b, lone, beside string) {
	t.Helper()
	if tags := tagsOf(root); root.Data != "div" || tags != "p p b img input" {
		t.Fatalf("elements: got %s %s, want div p p b img input", root.Data, tags)
	}
	nodes := all(root)
	for _, want := range []struct {
		node  *html.Node
		key   string
		value string
	}{
		{root, "title", strings.TrimSpace(a)}, {root, "data-x", strings.TrimSpace(b)},
		{nodes[0], "aria-label", strings.TrimSpace(a)}, {nodes[3], "alt", strings.TrimSpace(b)},
		{nodes[4], "value", a}, {nodes[4], "placeholder", strings.TrimSpace(b)},
	} {
		if got := attr(want.node, want.key); got != want.value {
			t.Errorf("%s: got %q, want %q", want.key, got, want.value)
		}
	}
	for node, want := range map[*html.Node]string{nodes[0]: lone, nodes[1]: beside} {
		if got := text(node); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("text: got %q, want %q", got, want)
		}
	}
}

func tagsOf(n *html.Node) string {
	var tags []string
	for _, element := range all(n) {
		tags = append(tags, element.Data)
	}
	return strings.Join(tags, " ")
}

// go-app writes attributes in the random order of a map. Pages have a fixed
// order.
func TestPageIsDeterministic(t *testing.T) {
	for _, address := range []string{"/", "/producto/26", "/carrito"} {
		first := document(t, demo(t), address).HTML
		for range 20 {
			if again := document(t, demo(t), address).HTML; !bytes.Equal(again, first) {
				t.Fatalf("%s: got %d bytes, then %d different ones, want the same", address, len(first), len(again))
			}
		}
	}
}
