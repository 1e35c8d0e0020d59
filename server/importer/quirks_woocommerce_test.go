package importer

import "testing"

// Parts of WooCommerce exports that are easily misread.
func TestWooCommerceQuirks(t *testing.T) {
	tests := []importCase{
		{
			name: "the full header of Spain",
			export: "ID,Tipo,SKU,\"GTIN, UPC, EAN o ISBN\",Nombre,Publicado,¿Está destacado?,Visibilidad en el catálogo,Descripción corta,Descripción,Día en que empieza el precio rebajado," +
				"Día en que termina el precio rebajado,Estado del impuesto,¿Existencias?,Inventario,Cantidad de bajo inventario,¿Permitir reservas de productos agotados?,¿Vendido individualmente?," +
				"Peso (kg),Precio rebajado,Precio normal,Categorías,Etiquetas,Imágenes,Superior,URL externa,Posición,Marcas,Nombre del atributo 1,Valor(es) del atributo 1,Atributo visible 1\n" +
				"7,variable,FAL,,Falda,1,0,visible,Ligera,<p>De hilo.</p>,,,taxable,1,8,,0,0,,,,\"Ropa, Ropa > Faldas\",hilo,\"https://x.example/1, https://x.example/2\",,,0,Sur,Talla,\"S, M, L\",1\n" +
				"8,variation,FAL-S,,Falda - S,1,0,visible,,,,,taxable,1,parent,,0,0,,\"59,5\",\"79,9\",,,,FAL,,0,,Talla,S,\n" +
				"9,variation,,,Falda - M,1,0,visible,,,,,taxable,0,2,,0,0,,,\"79,9\",,,https://x.example/m,FAL,,1,,Talla,M,\n" +
				"10,variation,,,Falda - L,0,0,visible,,,,,taxable,1,,,0,0,,,\"79,9\",,,,FAL,,2,,Talla,L,\n",
			want: `[{"id":1,"slug":"falda","name":"Falda","price":"59.50","category":"Faldas","description":"Ligera\n\nDe hilo.","tags":["hilo"],` +
				`"images":[{"src":"https://x.example/1","alt":"Falda"},{"src":"https://x.example/2","alt":"Falda"},{"src":"https://x.example/m","alt":"Falda"}],` +
				`"options":[{"name":"Talla","values":["S","M"]}],"variants":[{"id":1,"sku":"FAL-S","values":["S"],"price":"59.50","compareAtPrice":"79.90","stock":8},` +
				`{"id":2,"values":["M"],"price":"79.90","stock":0,"image":2}]}]`,
			skipped: "line 5: Falda - L: is not published",
			unused:  "GTIN, UPC, EAN o ISBN,¿Está destacado?,Estado del impuesto,Cantidad de bajo inventario,¿Vendido individualmente?,Peso (kg),URL externa,Posición,Marcas,Atributo visible 1",
		}, {
			name:    "pending, draft, private",
			export:  "Type,Name,Published,Regular price,Parent,Attribute 1 name,Attribute 1 value(s),SKU\nsimple,A,1,1,,,,\nsimple,B,2,1,,,,\nsimple,C,-1,1,,,,\nsimple,D,0,1,,,,\nvariable,E,2,,,Talla,S,E\nvariation,E - S,1,5,E,Talla,S,\n",
			want:    `[{"id":1,"slug":"a","name":"A","price":"1.00"}]`,
			skipped: "line 3: B: is not published\nline 4: C: is not published\nline 5: D: is not published\nline 6: E: is not published\nline 7: E - S: its parent \"E\" is left out",
		}, {
			name: "parents by number and by code",
			export: "ID,Type,SKU,Name,Regular price,Parent,Attribute 1 name,Attribute 1 value(s),In stock?,Stock,Backorders allowed?\n" +
				"5,variable,,Blusa,,,Talla,\"S, M\",1,,0\n6,variation,B-S,Blusa - S,30,id:5,Talla,S,1,3,0\n7,variation,B-M,Blusa - M,30,id:5,Talla,M,1,-1,notify\n8,variation,H,Huérfana - S,10,id:99,Talla,S,1,,0\n",
			want: `[{"id":1,"slug":"blusa","name":"Blusa","price":"30.00","options":[{"name":"Talla","values":["S","M"]}],` +
				`"variants":[{"id":1,"sku":"B-S","values":["S"],"price":"30.00","stock":3},{"id":2,"sku":"B-M","values":["M"],"price":"30.00"}]}]`,
			skipped: `line 5: Huérfana - S: has the parent "id:99", which is not in the export`,
		}, {
			name: "values with commas and pipes",
			export: "Type,SKU,Name,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)\nvariable,P1,Uno,,,Talla,S|M\nvariation,,,20,P1,Talla,S\nvariation,,,21,P1,Talla,M\n" +
				"variable,P2,Dos,,,Tela,\"Hilo\\, lino, Seda\"\nvariation,,,30,P2,Tela,\"Hilo\\, lino\"\nvariation,,,31,P2,Tela,Seda\n",
			want: `[{"id":1,"slug":"uno","name":"Uno","price":"20.00","options":[{"name":"Talla","values":["S","M"]}],"variants":[{"id":1,"values":["S"],"price":"20.00"},{"id":2,"values":["M"],"price":"21.00"}]},` +
				`{"id":2,"slug":"dos","name":"Dos","price":"30.00","options":[{"name":"Tela","values":["Hilo, lino","Seda"]}],"variants":[{"id":1,"values":["Hilo, lino"],"price":"30.00"},{"id":2,"values":["Seda"],"price":"31.00"}]}]`,
		}, {
			name: "stock that may be ordered",
			export: "Type,Name,Regular price,In stock?,Stock,Backorders allowed?,Sold individually?\nsimple,A,1,backorder,,0,0\nsimple,B,1,backorder,-3,1,0\nsimple,C,1,1,0,notify,1\nsimple,D,1,0,,0,0\n" +
				"simple,E,1,1,\"2,5\",0,0\n",
			want:    `[{"id":1,"slug":"a","name":"A","price":"1.00"},{"id":2,"slug":"b","name":"B","price":"1.00"},{"id":3,"slug":"c","name":"C","price":"1.00"},{"id":4,"slug":"d","name":"D","price":"1.00","stock":0}]`,
			skipped: `line 6: E: has the stock "2,5", which is not a whole number`,
		}, {
			name: "types, visibility and nothing to pay",
			export: "ID,Type,SKU,Name,Published,Visibility in catalog,Regular price,Sale price,Grouped products,External URL\n1,\"simple, downloadable, virtual\",A,Libro,1,visible,15,,,\n" +
				"2,external,B,Ajeno,1,visible,20,,,https://y.example\n3,grouped,C,Grupo,1,visible,,,\"A, D\",\n4,simple,D,Oculto,1,hidden,1,,,\n5,simple,E,Buscado,1,search,1,,,\n" +
				"6,subscription,F,Mensual,1,visible,1,,,\n7,variable-subscription,G,Variable,1,visible,,,,\n8,simple,H,Gratis,1,visible,0,,,\n9,simple,I,Regalo,1,visible,10,0,,\n",
			want: `[{"id":1,"slug":"libro","name":"Libro","price":"15.00","sku":"A"},{"id":2,"slug":"buscado","name":"Buscado","price":"1.00","sku":"E"},` +
				`{"id":3,"slug":"gratis","name":"Gratis","price":"0.00","sku":"H"},{"id":4,"slug":"regalo","name":"Regalo","price":"0.00","compareAtPrice":"10.00","sku":"I"}]`,
			skipped: "line 3: Ajeno: is of the type \"external\"\nline 4: Grupo: is of the type \"grouped\"\nline 5: Oculto: is hidden in the catalog\n" +
				"line 7: Mensual: is of the type \"subscription\"\nline 8: Variable: is of the type \"variable-subscription\"",
		}, {
			name:    "visibility in Spanish",
			export:  "Tipo,Nombre,Publicado,Visibilidad en el catálogo,Precio normal\nsimple,A,1,oculto,1\nsimple,B,1,hidden,1\nsimple,C,1,visible,1\nsimple,D,1,búsqueda,1\n",
			want:    `[{"id":1,"slug":"c","name":"C","price":"1.00"},{"id":2,"slug":"d","name":"D","price":"1.00"}]`,
			skipped: "line 2: A: is hidden in the catalog\nline 3: B: is hidden in the catalog",
		}, {
			name:   "no column of types",
			export: "SKU,Name,Regular price,Categories\nJ,Jarra,12,Mesa\nF,Fuente,15,Mesa\n",
			want:   `[{"id":1,"slug":"jarra","name":"Jarra","price":"12.00","category":"Mesa","sku":"J"},{"id":2,"slug":"fuente","name":"Fuente","price":"15.00","category":"Mesa","sku":"F"}]`,
		}, {
			name:   "prices of a spreadsheet in Spanish",
			export: "Type;Name;Regular price;Sale price\nsimple;A;49,90;\nsimple;B;2.350,00;\nsimple;C;2.350;\nsimple;D;2,350;\nsimple;E;2.350,00;899,00\nsimple;F;S/ 150;99\nsimple;G;49,90 €;\nsimple;H;a consultar;99\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"49.90"},{"id":2,"slug":"b","name":"B","price":"2350.00"},{"id":3,"slug":"c","name":"C","price":"2350.00"},` +
				`{"id":4,"slug":"e","name":"E","price":"899.00","compareAtPrice":"2350.00"},{"id":5,"slug":"f","name":"F","price":"99.00","compareAtPrice":"150.00"},{"id":6,"slug":"h","name":"H","price":"99.00"}]`,
			skipped: "line 5: D: has the price \"2,350\", which may be 2350 or 2.350, and the other numbers do not show which: write it without the separator, or with other decimals\n" +
				"line 8: G: has the price \"49,90 €\", which is in a currency other than PEN",
			notes: "line 9: H: has the earlier price \"a consultar\", which is not a decimal number such as 39.90: it is sold at 99.00 without an earlier price",
		}, {
			name: "three pieces for three colours, and any of them",
			export: "Type,SKU,Name,Regular price,In stock?,Stock,Backorders allowed?,Parent,Attribute 1 name,Attribute 1 value(s)\nvariable,RUA,Ruana,,1,3,0,,Color,\"Gris, Ocre, Negro\"\n" +
				"variation,R-G,,90,1,parent,0,RUA,Color,Gris\nvariation,R-O,,90,1,parent,0,RUA,Color,Ocre\nvariation,R-N,,90,1,parent,0,RUA,Color,Negro\n" +
				"variable,GOR,Gorro,,1,,0,,Color,\"Gris, Ocre\"\nvariation,G,Gorro - cualquiera,20,1,1,0,GOR,Color,\n",
			want: `[{"id":1,"slug":"ruana","name":"Ruana","price":"90.00","options":[{"name":"Color","values":["Gris","Ocre","Negro"]}],"variants":[{"id":1,"sku":"R-G","values":["Gris"],"price":"90.00","stock":1},` +
				`{"id":2,"sku":"R-O","values":["Ocre"],"price":"90.00","stock":1},{"id":3,"sku":"R-N","values":["Negro"],"price":"90.00","stock":1}]},` +
				`{"id":2,"slug":"gorro","name":"Gorro","price":"20.00","options":[{"name":"Color","values":["Gris","Ocre"]}],"variants":[{"id":1,"sku":"G","values":["Gris"],"price":"20.00","stock":1},` +
				`{"id":2,"sku":"G","values":["Ocre"],"price":"20.00","stock":0}]}]`,
			notes: "line 2: Ruana: counts 3 units for 3 variants together, which are divided among them: 1, 1, 1\n" +
				"line 7: Gorro - cualquiera: counts 1 units for 2 variants together, which are divided among them: 1, 0",
		}, {
			name: "texts and images of builders and spreadsheets",
			export: "Type,Name,Regular price,Description,Images\nsimple,'=Jarra,1,\"'\tSangría\",https://x.example/1|https://x.example/2\n" +
				"simple,Fuente,1,\"[vc_row][vc_column]Talla [M].[/vc_column][/vc_row]\",\"https://x.example/f,w-1,h-2.jpg, https://x.example/2\"\n",
			want: `[{"id":1,"slug":"jarra","name":"=Jarra","price":"1.00","description":"Sangría","images":[{"src":"https://x.example/1","alt":"=Jarra"},{"src":"https://x.example/2","alt":"=Jarra"}]},` +
				`{"id":2,"slug":"fuente","name":"Fuente","price":"1.00","description":"Talla [M].","images":[{"src":"https://x.example/f%2Cw-1%2Ch-2.jpg","alt":"Fuente"},{"src":"https://x.example/2","alt":"Fuente"}]}]`,
		}, {
			name:   "what cannot be seen",
			export: "TIPO , nombre,Precio  Normal,Descripción,Categorías,,,\nsimple,Jarra “honda”,39.90\u00a0,\"Uno\u2028dos\",“Mesa”,,,\nsimple,Ja\x00rro,“12.50”,,Mesa\u200b,,,\nsimple,Cazo,\u200b15.00,,Mesa,,,\n,,,,,,,\n",
			want: `[{"id":1,"slug":"jarra-honda","name":"Jarra “honda”","price":"39.90","category":"“Mesa”","description":"Uno dos"},` +
				`{"id":2,"slug":"jarro","name":"Jarro","price":"12.50","category":"Mesa"},{"id":3,"slug":"cazo","name":"Cazo","price":"15.00","category":"Mesa"}]`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}
