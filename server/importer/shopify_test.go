package importer

import "testing"

func TestShopify(t *testing.T) {
	tests := []importCase{
		{
			name:   "published by default",
			export: "Handle,Title,Variant Price,Published,Status\na,A,1,,\nb,B,1,TRUE,Active\n",
			want:   `[{"id":1,"slug":"a","name":"A","price":"1.00"},{"id":2,"slug":"b","name":"B","price":"1.00"}]`,
		}, {
			name:   "left out as a whole",
			export: "Handle,Title,Variant Price,Published,Status\na,A,1,false,\nb,B,1,,draft\nc,C,1,,archived\nd,,1,,\n,E,1,,\nf,F,,,\n",
			want:   `[]`,
			skipped: "line 2: A: is not published\nline 3: B: has the status \"draft\"\nline 4: C: has the status \"archived\"\n" +
				"line 5: d: has no Title\nline 6: E: has no Handle\nline 7: F: has no price",
		}, {
			name:    "no variant left",
			export:  "Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Talla,S,\na,,,M,1.999\n",
			want:    `[]`,
			skipped: "line 2: A (S): has no price\nline 2: A: has no variant left\nline 3: A (M): has the price \"1.999\", which may be 1999 or 1.999, and the other numbers do not show which: write it without the separator, or with other decimals",
		}, {
			name:   "values of variants left out are no values",
			export: "Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Talla,S,\na,,,M,1\na,,,,1\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"1.00","options":[{"name":"Talla","values":["M"]}],` +
				`"variants":[{"id":1,"values":["M"],"price":"1.00"}]}]`,
			skipped: "line 2: A (S): has no price\nline 4: A (): has no value for Talla",
		}, {
			name:    "a handle again later, with a title",
			export:  "Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Talla,S,2\nb,B,Title,Default Title,1\na,Otra,Talla,M,1\na,A,Talla,S,3\nb,B,Title,Default Title,1\n",
			skipped: "line 5: A (S): repeats the variant of line 2\nline 6: B: repeats the variant of line 3",
			want: `[{"id":1,"slug":"a","name":"A","price":"1.00","options":[{"name":"Talla","values":["S","M"]}],` +
				`"variants":[{"id":1,"values":["S"],"price":"2.00"},{"id":2,"values":["M"],"price":"1.00"}]},` +
				`{"id":2,"slug":"b","name":"B","price":"1.00"}]`,
		}, {
			name:   "an option that is really called Title",
			export: "Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Title,Tomo 1,1\na,,,Tomo 2,1\nb,B,Title,Tomo único,1\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"1.00","options":[{"name":"Title","values":["Tomo 1","Tomo 2"]}],` +
				`"variants":[{"id":1,"values":["Tomo 1"],"price":"1.00"},{"id":2,"values":["Tomo 2"],"price":"1.00"}]},` +
				`{"id":2,"slug":"b","name":"B","price":"1.00"}]`,
		}, {
			name:   "an image row before the product's own",
			export: "Handle,Title,Body (HTML),Variant Price,Image Src\na,,,,https://x.example/1\na,A,\"<p>uno\ndos</p>\",1,\n",
			want:   `[{"id":1,"slug":"a","name":"A","price":"1.00","description":"uno dos","images":[{"src":"https://x.example/1","alt":"A"}]}]`,
		}, {
			name:   "stock",
			export: "Handle,Title,Variant Price,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy\na,A,1,shopify,2,deny\nb,B,1,shopify,-4,deny\nc,C,1,shopify,2,continue\nd,D,1,,2,deny\ne,E,1,shopify,,deny\nf,F,1,shopify,x,deny\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"1.00","stock":2},{"id":2,"slug":"b","name":"B","price":"1.00","stock":0},` +
				`{"id":3,"slug":"c","name":"C","price":"1.00"},{"id":4,"slug":"d","name":"D","price":"1.00"},{"id":5,"slug":"e","name":"E","price":"1.00"}]`,
			skipped: `line 7: F: has the stock "x", which is not a number`,
			notes: "variants that Shopify counts, but whose quantities are not in this export, so that they never sell out here: 1. " +
				"Shopify has the quantities under Products, Inventory, Export: import again with -stock inventory_export.csv",
		}, {
			name:   "compare-at price only where higher",
			export: "Handle,Title,Variant Price,Variant Compare At Price\na,A,5,6\nb,B,5,5\nc,C,5,4\nd,D,5,nada\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"5.00","compareAtPrice":"6.00"},{"id":2,"slug":"b","name":"B","price":"5.00"},` +
				`{"id":3,"slug":"c","name":"C","price":"5.00"},{"id":4,"slug":"d","name":"D","price":"5.00"}]`,
			notes: `line 5: D: has the earlier price "nada", which is not a decimal number such as 39.90: it is sold at 5.00 without an earlier price`,
		}, {
			name:   "category",
			export: "Handle,Title,Variant Price,Type,Product Category\na,A,1,Polos,Ropa > Camisas\nb,B,1,,Ropa > Camisas\nc,C,1,,\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"1.00","category":"Polos"},{"id":2,"slug":"b","name":"B","price":"1.00","category":"Camisas"},` +
				`{"id":3,"slug":"c","name":"C","price":"1.00"}]`,
		}, {
			name:   "images by position, each once",
			export: "Handle,Title,Variant Price,Image Src,Image Position,Image Alt Text\na,A,1,https://x.example/2,2,Dos\na,,,https://x.example/1,1,\na,,,https://x.example/2?v=3,3,\na,,,foto.jpg,4,\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"1.00",` +
				`"images":[{"src":"https://x.example/1","alt":"A"},{"src":"https://x.example/2","alt":"Dos"}]}]`,
			skipped: `line 5: A: the image "foto.jpg" is neither a web address nor a file in web/images`,
		}, {
			name:   "images by row where a position is missing",
			export: "Handle,Title,Variant Price,Image Src,Image Position\na,A,1,https://x.example/2,2\na,,,https://x.example/1,\n",
			want:   `[{"id":1,"slug":"a","name":"A","price":"1.00","images":[{"src":"https://x.example/2","alt":"A"},{"src":"https://x.example/1","alt":"A"}]}]`,
		}, {
			name:   "a variant without a usable image is sold without",
			export: "Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Image\na,A,Talla,S,1,foto.jpg\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"1.00","options":[{"name":"Talla","values":["S"]}],` +
				`"variants":[{"id":1,"values":["S"],"price":"1.00"}]}]`,
			skipped: `line 2: A: the image "foto.jpg" is neither a web address nor a file in web/images`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}
