package importer

import "testing"

func TestPlainText(t *testing.T) {
	tests := []struct {
		name, source string
		keepLines    bool
		want         string
	}{
		{name: "empty"},
		{name: "paragraphs", source: "<p>Uno</p><p>Dos</p>\n<div>Tres</div><div>Cuatro</div>", want: "Uno\n\nDos\n\nTres\nCuatro"},
		{name: "headings", source: "<h2>Cuidado</h2>Lavar", want: "Cuidado\n\nLavar"},
		{name: "list", source: "<p>Trae:</p>\n<ul>\n<li><span>una</span></li>\n<li>\n<p>dos</p>\n</li>\n</ul>\n<p>Fin</p>", want: "Trae:\n\n• una\n• dos\n\nFin"},
		{name: "list without ends", source: "<ul><li>una<li>dos</ul>fin", want: "• una\n• dos\n\nfin"},
		{name: "empty list", source: "a<ul></ul>b<ol><li></li></ol>c", want: "a\n\nb\n\nc"},
		{name: "list after text", source: "a<ul><li>b</ul>", want: "a\n\n• b"},
		{name: "list that ends in an empty item", source: "<ul><li>a<li></ul>b", want: "• a\n\nb"},
		{name: "list in a list", source: "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", want: "• a\n• b\n• c"},
		{name: "break", source: "a<br>b<br/>c", want: "a\nb\nc"},
		{name: "two breaks", source: "a<br><br><br>b", want: "a\n\nb"},
		{name: "break at the ends", source: "<br>a<br>", want: "a"},
		{name: "entities", source: "&iquest;5 &lt; 6 &amp; 7&#x21;&nbsp;s&iacute;", want: "¿5 < 6 & 7! sí"},
		{name: "inline tags keep words whole", source: "<b>pre</b>fijo <i>y</i> más", want: "prefijo y más"},
		{name: "white space", source: "<p>  a\n\t b   c </p>", want: "a b c"},
		{name: "script and style", source: "a<script>if (a<b) alert('x')</script><style>p{}</style> b", want: "a b"},
		{name: "script that closes itself does not", source: "a<script/>alert(1)</script>b", want: "ab"},
		{name: "script without an end", source: "a<script>b", want: "a"},
		{name: "raw text elements", source: "a<noscript><img src=x></noscript><iframe><b>x</b></iframe> b", want: "a b"},
		{name: "drawing", source: "a<svg><g></g><text>x</text></svg> b", want: "a b"},
		{name: "comment", source: "a<!-- <p>no</p> -->b", want: "ab"},
		{name: "table", source: "<table><tr><th>Talla</th><td>S</td></tr><tr><td>Pecho</td><td>90</td></tr></table>", want: "Talla S\nPecho 90"},
		{name: "tag cut off", source: "a <p", want: "a"},
		{name: "control characters", source: "a\x00\x07b", want: "ab"},
		{name: "control characters alone", source: "a <b>\x07</b>b", want: "a b"},
		{name: "plain text", source: "Uno\ndos\n\n\n\ntres  <b>y</b> fin\n", want: "Uno\ndos\n\ntres y fin"},
		{name: "line before a tag", source: "a\n<b>b</b>", want: "a\nb"},
		{name: "lines of HTML do not count", source: "<p>a\n\nb</p>", want: "a b"},
		{name: "nor where breaks are its only tags", source: "a\nb<br>c", want: "a b\nc"},
		{name: "nor where lines are", source: "<div>a\nb</div>", want: "a b"},
		{name: "lines of WordPress do", source: "a\nb\n\n<ul>\n<li>c</li>\n\n<li>d</li>\n</ul>\ne<br>\nf", keepLines: true, want: "a\nb\n\n• c\n• d\n\ne\nf"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := plainText(test.source, test.keepLines); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
