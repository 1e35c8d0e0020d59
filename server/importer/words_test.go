package importer

import "testing"

func TestPublished(t *testing.T) {
	tests := []struct {
		word string
		want string // "" for published, else within the error
	}{
		{"", ""}, {"1", ""}, {"TRUE", ""}, {"VERDADERO", ""}, {"Sí", ""}, {"si", ""}, {"SIM", ""}, {"Yes", ""}, {"WAHR", ""}, {"ИСТИНА", ""},
		{"publicado", ""}, {"publish", ""}, {"Active", ""}, {"Activo", ""},
		{"0", "not published"}, {"-1", "not published"}, {"2", "not published"}, {"false", "not published"}, {"FALSO", "not published"},
		{"No", "not published"}, {"não", "not published"}, {"NAO", "not published"}, {"FALSCH", "not published"}, {"ЛОЖЬ", "not published"},
		{"borrador", "not published"}, {"Draft", "not published"}, {"pending", "not published"}, {"Pendiente de revisión", "not published"},
		{"privado", "not published"}, {"rascunho", "not published"}, {"no publicado", "not published"},
		{"quizás", `says "quizás" under Publicado, which is neither yes nor no`},
		{"3", `says "3"`}, {"-2", `says "-2"`}, {"truee", `says "truee"`}, {"#N/D", `says "#N/D"`}, {"sí?", ""}, {"2026-01-01", `says "2026-01-01"`},
	}
	for _, test := range tests {
		t.Run(test.word, func(t *testing.T) {
			c := importCase{export: "Tipo,Nombre,Publicado,Precio normal\nsimple,Testigo,1,1\nsimple,A,\"" + test.word + "\",1\n"}
			r := read(t, c.export, nil)
			if n := r.Catalog.Counts().Products; (n == 2) != (test.want == "") {
				t.Errorf("got %d products and %q, want %q", n, skipped(r), test.want)
			}
			if test.want != "" && !containsAll(skipped(r), "line 3: A: ", test.want) {
				t.Errorf("got %q, want it to contain %q", skipped(r), test.want)
			}
		})
	}
}

func TestWordsOfStock(t *testing.T) {
	tests := []importCase{
		{
			name: "WooCommerce",
			export: "Type,Name,Regular price,In stock?,Stock,Backorders allowed?\nsimple,A,1,FALSO,5,0\nsimple,B,1,VERDADERO,5,no\nsimple,C,1,agotado,,\n" +
				"simple,D,1,instock,5,sí\nsimple,E,1,onbackorder,,notify\nsimple,F,1,pronto,5,0\nsimple,G,1,1,5,tal vez\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"1.00","stock":0},{"id":2,"slug":"b","name":"B","price":"1.00","stock":5},` +
				`{"id":3,"slug":"c","name":"C","price":"1.00","stock":0},{"id":4,"slug":"d","name":"D","price":"1.00"},{"id":5,"slug":"e","name":"E","price":"1.00"}]`,
			skipped: "line 7: F: says \"pronto\" under In stock?, which is neither yes nor no\n" +
				"line 8: G: says \"tal vez\" under Backorders allowed?, which is neither yes nor no",
		}, {
			name: "Shopify",
			export: "Handle,Title,Variant Price,Inventory tracker,Inventory quantity,Continue selling when out of stock\n" +
				"a,A,1,shopify,2,VERDADERO\nb,B,1,shopify,2,FALSO\nc,C,1,shopify,2,Continue\nd,D,1,shopify,2,a veces\n",
			want:    `[{"id":1,"slug":"a","name":"A","price":"1.00"},{"id":2,"slug":"b","name":"B","price":"1.00","stock":2},{"id":3,"slug":"c","name":"C","price":"1.00"}]`,
			skipped: `line 5: D: says "a veces" under Continue selling when out of stock, which is neither deny nor continue`,
		}, {
			name:    "visibility",
			export:  "Type,Name,Regular price,Visibility in catalog\nsimple,A,1,visible\nsimple,B,1,oculto\nsimple,C,1,search\nsimple,D,1,a medias\n",
			want:    `[{"id":1,"slug":"a","name":"A","price":"1.00"},{"id":2,"slug":"c","name":"C","price":"1.00"}]`,
			skipped: "line 3: B: is hidden in the catalog\nline 5: D: says \"a medias\" under Visibility in catalog, which is neither visible nor hidden",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}

// No word means both yes and no, in any language.
func TestWordsAreClear(t *testing.T) {
	for word, keys := range words.loose {
		yes, no := 0, 0
		for _, key := range keys {
			switch key {
			case "yes", "published", "shown":
				yes++
			case "no", "unpublished", "hidden":
				no++
			}
		}
		if yes > 0 && no > 0 {
			t.Errorf("%q means %v", word, keys)
		}
	}
}

func FuzzPublished(f *testing.F) {
	for _, word := range []string{"1", "FALSO", "sí", "-1", "quizás"} {
		f.Add(word)
	}
	j := newJob(Options{}, header{})
	f.Fuzz(func(t *testing.T, word string) {
		r := newRow(1, []string{word}, map[string]int{"published": 0})
		yes := j.published(r, "published") == nil
		if folded := withoutMarks(foldName(word)); yes && r.get("published") != "" && len(words.loose[folded]) == 0 {
			t.Errorf("%q is an unknown word but taken as yes", word)
		}
	})
}
