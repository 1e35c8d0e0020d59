package importer

import "testing"

// Parts of Shopify exports that are easily misread.
func TestShopifyQuirks(t *testing.T) {
	tests := []importCase{
		{
			name: "the full header of the newer template",
			export: "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,Option1 Linked To," +
				"Option2 name,Option2 value,Option2 Linked To,Price,Compare-at price,Cost per item,Charge tax,Inventory tracker,Inventory quantity,Continue selling when out of stock," +
				"Weight value (grams),Product image URL,Image position,Image alt text,Variant image URL,Gift card,SEO title,Color (product.metafields.shopify.color-pattern)," +
				"Included / Perú,Price / Internacional,Compare-at price / Internacional\n" +
				"Manta,manta,<p>De oveja.</p>,Sur,Home > Mantas,Mantas,\"lana, casa\",TRUE,active,M-1,01,Medida,1 m,,Color,Crudo,x,80.00,99.00,30,TRUE,shopify,4,DENY,900," +
				"https://x.example/1,1,Manta cruda,https://x.example/v,FALSE,,crudo,TRUE,25.00,30.00\n" +
				",manta,,,,,,,,M-2,02,,2 m,,,Crudo,,120.00,,50,TRUE,shopify,-1,CONTINUE,1500,https://x.example/2,2,,,,,,TRUE,,\n" +
				"Aguja,aguja,,Sur,,,,TRUE,Unlisted,A,,,,,,,,1,,,,,,,,,,,,,,,,,\n",
			want: `[{"id":1,"slug":"manta","name":"Manta","price":"80.00","category":"Mantas","description":"De oveja.","tags":["lana","casa"],` +
				`"images":[{"src":"https://x.example/1","alt":"Manta cruda"},{"src":"https://x.example/2","alt":"Manta"},{"src":"https://x.example/v","alt":"Manta"}],` +
				`"options":[{"name":"Medida","values":["1 m","2 m"]},{"name":"Color","values":["Crudo"]}],` +
				`"variants":[{"id":1,"sku":"M-1","values":["1 m","Crudo"],"price":"80.00","compareAtPrice":"99.00","stock":4,"image":2},` +
				`{"id":2,"sku":"M-2","values":["2 m","Crudo"],"price":"120.00"}]}]`,
			skipped: `line 4: Aguja: has the status "unlisted"`,
			unused: "Vendor,Barcode,Option1 Linked To,Option2 Linked To,Cost per item,Charge tax,Weight value (grams),Gift card,SEO title," +
				"Color (product.metafields.shopify.color-pattern),Included / Perú,Price / Internacional,Compare-at price / Internacional",
		}, {
			name:   "prices and inclusion of other markets are not the shop's",
			export: "Handle,Title,Variant Price,Included / Perú,Price / Perú,Included / International,Price / International\nrana,Rana,50,false,,true,55\nsapo,Sapo,60,true,180,true,\n",
			want:   `[{"id":1,"slug":"rana","name":"Rana","price":"50.00"},{"id":2,"slug":"sapo","name":"Sapo","price":"60.00"}]`,
		}, {
			name: "rows that only add an image, one of them twice",
			export: "Handle,Title,Option1 Name,Option1 Value,Variant Price,Image Src,Image Position,Image Alt Text,Variant Image\n" +
				"cesta,Cesta,Title,Default Title,80,https://x.example/1,1,Frente,\ncesta,,,,,https://x.example/2?v=1,2,,\ncesta,,,,,https://x.example/2?v=2,3,Otra vez,\n",
			want: `[{"id":1,"slug":"cesta","name":"Cesta","price":"80.00","images":[{"src":"https://x.example/1","alt":"Frente"},{"src":"https://x.example/2?v=1","alt":"Cesta"}]}]`,
		}, {
			name:   "handles of any letters",
			export: "Handle,Title,Variant Price\nniña-roja,Niña,1\nчашка,Чашка,2\nMesa De Luz,Mesa,3\na/b?c#d,Raro,4\n..,Puntos,5\n",
			want: `[{"id":1,"slug":"niña-roja","name":"Niña","price":"1.00"},{"id":2,"slug":"чашка","name":"Чашка","price":"2.00"},` +
				`{"id":3,"slug":"Mesa De Luz","name":"Mesa","price":"3.00"},{"id":4,"slug":"a/b?c#d","name":"Raro","price":"4.00"},{"id":5,"slug":"..","name":"Puntos","price":"5.00"}]`,
		}, {
			name: "a first row without its option",
			export: "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty\n" +
				"bota,Bota,Talla,,,35,,\nbota,,,38,B-38,35,shopify,3\nbota,,,39,B-39,35,shopify,2\n",
			want: `[{"id":1,"slug":"bota","name":"Bota","price":"35.00","options":[{"name":"Talla","values":["38","39"]}],` +
				`"variants":[{"id":1,"sku":"B-38","values":["38"],"price":"35.00","stock":3},{"id":2,"sku":"B-39","values":["39"],"price":"35.00","stock":2}]}]`,
			skipped: "line 2: Bota (): has no value for Talla",
		}, {
			name:   "a gift card is a product",
			export: "Handle,Title,Option1 Name,Option1 Value,Variant Price,Gift Card,Status,Published\nvale,Vale,Importe,20,20,true,active,true\nvale,,,40,40,,,\n",
			want: `[{"id":1,"slug":"vale","name":"Vale","price":"20.00","options":[{"name":"Importe","values":["20","40"]}],` +
				`"variants":[{"id":1,"values":["20"],"price":"20.00"},{"id":2,"values":["40"],"price":"40.00"}]}]`,
			unused: "Gift Card",
		}, {
			name:    "a spreadsheet in Spanish",
			export:  "Handle;Title;Published;Variant Price;Variant Inventory Tracker;Variant Inventory Qty;Gift Card;Status\nsaco;Saco;VERDADERO;89,9;shopify;1.250;FALSO;active\ncapa;Capa;FALSO;10;;;FALSO;active\n",
			want:    `[{"id":1,"slug":"saco","name":"Saco","price":"89.90","stock":1250}]`,
			skipped: "line 3: Capa: is not published",
		}, {
			name:    "grouped stock, and nothing that tells how",
			export:  "Handle,Title,Variant Price,Variant Inventory Tracker,Variant Inventory Qty\nsaco,Saco,89,shopify,1.250\ncapa,Capa,10,shopify,3\n",
			want:    `[{"id":1,"slug":"capa","name":"Capa","price":"10.00","stock":3}]`,
			skipped: `line 2: Saco: has the stock "1.250", which may be 1250 or 1.250, and the other numbers do not show which: write it without the separator, or with other decimals`,
		}, {
			name: "prices as people write them",
			export: "Handle,Title,Variant Price,Variant Compare At Price\na,A,\"2,350.00\",\nb,B,899.00,\"1,100.00\"\nc,C,S/ 49.90,\nd,D,\"2 350,00\",\ne,E,\"2.350,00\",\n" +
				"f,F,2.350,\ng,G,2.3E+3,\nh,H,,\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"2350.00"},{"id":2,"slug":"b","name":"B","price":"899.00","compareAtPrice":"1100.00"},` +
				`{"id":3,"slug":"c","name":"C","price":"49.90"},{"id":4,"slug":"d","name":"D","price":"2350.00"},{"id":5,"slug":"e","name":"E","price":"2350.00"}]`,
			skipped: "line 7: F: has the price \"2.350\", which may be 2350 or 2.350, and the other numbers do not show which: write it without the separator, or with other decimals\n" +
				"line 8: G: has the price \"2.3E+3\", which is not a decimal number such as 39.90\nline 9: H: has no price",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}
