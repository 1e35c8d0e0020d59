package importer

import (
	"strings"
	"testing"
)

func TestWooCommerceSimple(t *testing.T) {
	tests := []importCase{
		{
			name:   "price and sale price",
			export: "Type,Name,Sale price,Regular price\nsimple,A,8,10\nsimple,B,12,10\nsimple,C,8,\nsimple,D,,\nsimple,E,x,10\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"8.00","compareAtPrice":"10.00"},{"id":2,"slug":"b","name":"B","price":"12.00"},` +
				`{"id":3,"slug":"c","name":"C","price":"8.00"}]`,
			skipped: "line 5: D: has no price\nline 6: E: has the price \"x\", which is not a decimal number such as 39.90",
		}, {
			name:   "left out",
			export: "Type,Name,Regular price,Published,Visibility in catalog\nsimple,A,1,0,visible\nsimple,B,1,-1,visible\nsimple,C,1,1,hidden\nbundle,D,1,1,visible\nsimple,,1,1,visible\nsimple,F,1,'-1,visible\nsimple,G,1,,search\n",
			want:   `[{"id":1,"slug":"g","name":"G","price":"1.00"}]`,
			skipped: "line 2: A: is not published\nline 3: B: is not published\nline 4: C: is hidden in the catalog\n" +
				"line 5: D: is of the type \"bundle\"\nline 6: has no Name\nline 7: F: is not published",
		}, {
			name:   "types in a list",
			export: "Type,Name,Regular price\n\"virtual, simple\",A,1\n\"downloadable, virtual\",B,1\n",
			want:   `[{"id":1,"slug":"a","name":"A","price":"1.00"},{"id":2,"slug":"b","name":"B","price":"1.00"}]`,
		}, {
			name:   "slugs are unique and those left out have theirs",
			export: "Type,Name,Regular price,Published\nsimple,Té,1,1\nsimple,Te 2,1,1\nsimple,TE,1,0\nsimple,Té,1,1\n",
			want: `[{"id":1,"slug":"te","name":"Té","price":"1.00"},{"id":2,"slug":"te-2","name":"Te 2","price":"1.00"},` +
				`{"id":3,"slug":"te-4","name":"Té","price":"1.00"}]`,
			skipped: "line 4: TE: is not published",
		}, {
			name:   "stock",
			export: "Type,Name,Regular price,In stock?,Stock,Backorders allowed?\nsimple,A,1,1,5,0\nsimple,B,1,1,-2,0\nsimple,C,1,0,5,0\nsimple,D,1,1,5,1\nsimple,E,1,1,5,notify\nsimple,F,1,1,,0\nsimple,G,1,0,,notify\nsimple,H,1,1,x,0\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"1.00","stock":5},{"id":2,"slug":"b","name":"B","price":"1.00","stock":0},` +
				`{"id":3,"slug":"c","name":"C","price":"1.00","stock":0},{"id":4,"slug":"d","name":"D","price":"1.00"},{"id":5,"slug":"e","name":"E","price":"1.00"},` +
				`{"id":6,"slug":"f","name":"F","price":"1.00"},{"id":7,"slug":"g","name":"G","price":"1.00","stock":0}]`,
			skipped: `line 9: H: has the stock "x", which is not a number`,
		}, {
			name:   "texts as WordPress writes them",
			export: "Type,Name,Regular price,Short description,Description,Tags\nsimple,Pan &amp; miel,1,Corta,\"Uno\\ndos\\n\\n<b>tres</b> \\\\nada\",\"a &gt; b, a &gt; b, &nbsp;\"\nsimple,'=A1,1,'-corta,<p>a</p>b\\nc,'\n",
			want: `[{"id":1,"slug":"pan-miel","name":"Pan & miel","price":"1.00","description":"Corta\n\nUno\ndos\n\ntres \\nada","tags":["a > b"]},` +
				`{"id":2,"slug":"a1","name":"=A1","price":"1.00","description":"-corta\n\na\n\nb\nc","tags":["'"]}]`,
		}, {
			name:   "images",
			export: "Type,Name,Regular price,Images\nsimple,A,1,\"https://x.example/1, foto.jpg,http://x.example/2\"\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"1.00",` +
				`"images":[{"src":"https://x.example/1","alt":"A"},{"src":"https://x.example/2","alt":"A"}]}]`,
			skipped: `line 2: A: the image "foto.jpg" is neither a web address nor a file in web/images`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}

func TestDeepestCategory(t *testing.T) {
	tests := []struct{ categories, want string }{
		{"", ""},
		{"Ropa", "Ropa"},
		{"Ropa > Polos, Música", "Polos"},
		{"Música, Ropa > Polos > Manga larga, Ropa > Gorras", "Manga larga"},
		{"Ropa > Polos, Ropa > Gorras", "Polos"},
		{`Pan\, leche, Huevos`, "Pan, leche"},
		{"Sin categorizar", ""}, {"Sin categoría", ""}, {"UNCATEGORIZED", ""}, {"Sem categoria", ""}, {"Non classé", ""},
		{"Sin categorizar, Ropa", "Ropa"}, {"Sin categorizar > Nada, Ropa", "Nada"},
		{"Ropa &amp; más", "Ropa & más"},
	}
	for _, test := range tests {
		if got := deepest(test.categories); got != test.want {
			t.Errorf("deepest(%q): got %q, want %q", test.categories, got, test.want)
		}
	}
}

const variationHeader = "ID,Type,SKU,Name,Regular price,Published,In stock?,Stock,Backorders allowed?,Images,Parent," +
	"Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s)\n"

func TestWooCommerceVariations(t *testing.T) {
	tests := []importCase{
		{
			name: "a variation without any parent in the export",
			export: variationHeader +
				"1,variable,P,Polo,,0,,,,,,Talla,S,,\n2,simple,Q,Queso,1,1,,,,,,,,,\n,variable,,Sin código,,1,,,,,,Talla,S,,\n,variable,Q,Mismo código,,1,,,,,,Talla,S,,\n" +
				"3,variation,,Polo - S,1,1,,,,,P,Talla,S,,\n4,variation,,Queso - S,1,1,,,,,Q,Talla,S,,\n5,variation,,Nada,1,1,,,,,id:9,Talla,S,,\n6,variation,,Nadie,1,1,,,,,,Talla,S,,\n7,variation,,Nada,1,1,,,,,id:,Talla,S,,\n",
			want: `[{"id":1,"slug":"queso","name":"Queso","price":"1.00","sku":"Q"}]`,
			skipped: "line 2: Polo: is not published\nline 4: Sin código: has no variation to sell\nline 5: Mismo código: has no variation to sell\n" +
				"line 6: Polo - S: its parent \"Polo\" is left out\nline 7: Queso - S: its parent \"Queso\" is not a variable product\n" +
				"line 8: Nada: has the parent \"id:9\", which is not in the export\nline 9: Nadie: has the parent \"\", which is not in the export\n" +
				"line 10: Nada: has the parent \"id:\", which is not in the export",
		}, {
			name: "variations left out",
			export: variationHeader + "1,variable,P,Polo,,1,,,,,,Talla,\"S, M, L\",,\n" +
				"2,variation,,Polo - S,1,0,,,,,P,Talla,S,,\n3,variation,,Polo - M,,1,,,,,P,Talla,M,,\n4,variation,,Polo - L,1,1,,,,,P,Talla,L,,\n5,variation,,Polo - L,2,1,,,,,P,Talla,l,,\n",
			want: `[{"id":1,"slug":"polo","name":"Polo","price":"1.00","options":[{"name":"Talla","values":["L"]}],` +
				`"variants":[{"id":1,"values":["L"],"price":"1.00"}]}]`,
			skipped: "line 3: Polo - S: is not published\nline 4: Polo - M: has no price\nline 6: Polo - L: has only values that other variations have",
		}, {
			name: "any value, before the one that has its own",
			export: variationHeader + "1,variable,P,Polo,,1,,,,,,Talla,\"S, M\",Material,Lana\n" +
				"2,variation,,,3,1,,,,,P,Talla,,,\n3,variation,,,2,1,,,,,P,talla,M,,\n4,variation,,,4,1,,,,https://x.example/1,P,Talla,,,\n",
			want: `[{"id":1,"slug":"polo","name":"Polo","price":"2.00","options":[{"name":"Talla","values":["S","M"]}],` +
				`"variants":[{"id":1,"values":["S"],"price":"3.00"},{"id":2,"values":["M"],"price":"2.00"}]}]`,
			skipped: "line 5: Polo: has only values that other variations have",
		}, {
			name: "an attribute and a value that the parent lacks",
			export: variationHeader + "1,variable,P,Polo,,1,,,,,,Talla,S,,\n" +
				"2,variation,,,1,1,,,,,P,Talla,XL,Color,\"rojo, claro\"\n3,variation,,,1,1,,,,,P,Talla,S,Color,Azul\n",
			want: `[{"id":1,"slug":"polo","name":"Polo","price":"1.00","options":[{"name":"Talla","values":["S","XL"]},{"name":"Color","values":["rojo, claro","Azul"]}],` +
				`"variants":[{"id":1,"values":["XL","rojo, claro"],"price":"1.00"},{"id":2,"values":["S","Azul"],"price":"1.00"}]}]`,
		}, {
			name:    "an open attribute without values",
			export:  variationHeader + "1,variable,P,Polo,,1,,,,,,Talla,,,\n2,variation,,,1,1,,,,,P,Talla,,,\n",
			want:    `[]`,
			skipped: "line 2: Polo: has no variation to sell\nline 3: Polo: leaves open an attribute that has no values",
		}, {
			name:   "no attributes at all",
			export: variationHeader + "1,variable,P,Polo,,1,,,,,,,,,\n2,variation,,,1,1,,4,,,P,,,,\n",
			want:   `[{"id":1,"slug":"polo","name":"Polo","price":"1.00","stock":4}]`,
		}, {
			name: "stock of the parent, images of their own",
			export: variationHeader + "1,variable,P,Polo,,1,1,5,0,https://x.example/1,,Talla,\"S, M, L, XL\",,\n" +
				"2,variation,,,1,1,1,parent,0,https://x.example/2,P,Talla,S,,\n3,variation,,,1,1,1,,0,https://x.example/1,P,Talla,M,,\n" +
				"4,variation,,,1,1,0,parent,0,,P,Talla,L,,\n5,variation,,,1,1,1,2,0,,P,Talla,XL,,\n",
			want: `[{"id":1,"slug":"polo","name":"Polo","price":"1.00","images":[{"src":"https://x.example/1","alt":"Polo"},{"src":"https://x.example/2","alt":"Polo"}],` +
				`"options":[{"name":"Talla","values":["S","M","L","XL"]}],"variants":[{"id":1,"values":["S"],"price":"1.00","stock":3,"image":1},` +
				`{"id":2,"values":["M"],"price":"1.00","stock":2,"image":0},{"id":3,"values":["L"],"price":"1.00","stock":0},{"id":4,"values":["XL"],"price":"1.00","stock":2}]}]`,
			notes: "line 2: Polo: counts 5 units for 2 variants together, which are divided among them: 3, 2",
		}, {
			name: "too many variants",
			export: variationHeader + "1,variable,P,Polo,,1,,,,,,Talla,\"" + numbers(40) + "\",Color,\"" + numbers(30) + "\"\n" +
				"2,variation,,Polo - cualquiera,1,1,,,,,P,Talla,,Color,\n",
			want:    `[]`,
			skipped: "line 2: Polo: has no variation to sell\nline 3: Polo - cualquiera: stands for more than 1000 variants",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}

// numbers returns a list of n different values.
func numbers(n int) string {
	var values []string
	for i := range n {
		values = append(values, strings.Repeat("x", i+1))
	}
	return strings.Join(values, ", ")
}
