package importer

import (
	"fmt"
	"strings"
	"testing"
)

func TestTableFacts(t *testing.T) {
	tests := []importCase{
		{
			name: "every column, in Spanish, in any order and spelling",
			export: "  FOTOS ;código de BARRAS;marca;PRECIO ANTES;Stock actual;descripcion;NOMBRE;Condicion;precio;ID;Categoria;Código\n" +
				"https://x.example/a.jpg;7501234567893;Andes;S/ 1.499,90;3;Suave;Chompa;nuevo;S/ 1.299,90;12;Ropa;CH-1\n",
			want: `[{"id":12,"slug":"chompa","name":"Chompa","price":"1299.90","compareAtPrice":"1499.90","category":"Ropa","description":"Suave","stock":3,"sku":"CH-1",` +
				`"brand":"Andes","condition":"new","gtin":"7501234567893","images":[{"src":"https://x.example/a.jpg","alt":"Chompa"}]}]`,
		}, {
			name:   "Portuguese",
			export: "Preço;Nome;Marca;Código de barras;Preço cheio;Foto 1\n49,90;Blusa;Serra;7891234567895;59,90;https://x.example/b.jpg\n",
			want: `[{"id":1,"slug":"blusa","name":"Blusa","price":"49.90","compareAtPrice":"59.90","brand":"Serra","gtin":"7891234567895",` +
				`"images":[{"src":"https://x.example/b.jpg","alt":"Blusa"}]}]`,
		}, {
			name:   "a price and a regular price are no export of WooCommerce",
			export: "Nombre,Precio,Precio regular\nChompa,\"1,299.90\",\"1,499.90\"\n",
			want:   `[{"id":1,"slug":"chompa","name":"Chompa","price":"1299.90","compareAtPrice":"1499.90"}]`,
		}, {
			name:   "one row a variant, with codes and pictures",
			export: "Nombre,Color,Precio,EAN,Foto,SKU\nPolo,Rojo,20,73513537,https://x.example/r.jpg,P-R\nPolo,Azul,20,4006381333931,https://x.example/a.jpg,P-A\n",
			want: `[{"id":1,"slug":"polo","name":"Polo","price":"20.00","images":[{"src":"https://x.example/r.jpg","alt":"Polo"},{"src":"https://x.example/a.jpg","alt":"Polo"}],` +
				`"options":[{"name":"Color","values":["Rojo","Azul"]}],"variants":[{"id":1,"sku":"P-R","gtin":"73513537","values":["Rojo"],"price":"20.00","image":0},` +
				`{"id":2,"sku":"P-A","gtin":"4006381333931","values":["Azul"],"price":"20.00","image":1}]}]`,
		}, {
			name:   "cells merged over the rows of a product",
			export: "Nombre,Categoría,Precio,Talla,Stock\nPolo,Ropa,20,S,1\n,,,M,2\n,,22,L,\n",
			want: `[{"id":1,"slug":"polo","name":"Polo","price":"20.00","category":"Ropa","options":[{"name":"Talla","values":["S","M","L"]}],` +
				`"variants":[{"id":1,"values":["S"],"price":"20.00","stock":1},{"id":2,"values":["M"],"price":"20.00","stock":2},{"id":3,"values":["L"],"price":"22.00"}]}]`,
			notes: "line 3: Polo: has no price of its own: it is sold at 20.00, the price of line 2",
		}, {
			name:   "a row for the product above its variants",
			export: "Código padre,Nombre,Talla,Precio,Stock,Foto\nP,Polo,,20,3,https://x.example/p.jpg\nP,Polo,S,,,\nP,,M,25,,\n",
			want: `[{"id":1,"slug":"polo","name":"Polo","price":"20.00","images":[{"src":"https://x.example/p.jpg","alt":"Polo"}],"options":[{"name":"Talla","values":["S","M"]}],` +
				`"variants":[{"id":1,"values":["S"],"price":"20.00","stock":2},{"id":2,"values":["M"],"price":"25.00","stock":1}]}]`,
			notes: "line 2: Polo: counts 3 units for 2 variants together, which are divided among them: 2, 1",
		}, {
			name:    "a faulty cell is named with its column, and the rest comes in",
			export:  "Producto,Precio de venta,Talla,Cantidad\nPolo,20,S,1.5\nPolo,mucho,M,2\nPolo,20,L,2\nGorra,N/D,,\n",
			want:    `[{"id":1,"slug":"polo","name":"Polo","price":"20.00","options":[{"name":"Talla","values":["L"]}],"variants":[{"id":1,"values":["L"],"price":"20.00","stock":2}]}]`,
			skipped: "line 2, column Cantidad: Polo: has the stock \"1.5\", which is not a whole number\nline 3, column Precio de venta: Polo: has the price \"mucho\", which is not a decimal number such as 39.90\nline 5, column Precio de venta: Gorra: has the price \"N/D\", which is not a decimal number such as 39.90",
		}, {
			name:    "an unknown condition",
			export:  "Nombre,Precio,Condición\nPolo,20,roto\n",
			notes:   `line 2: Polo: says "roto" under Condición, which is neither new, used nor refurbished: it is not kept`,
			skipped: "",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}

// Products of a plain table keep their ids, whatever the owner does with its rows.
func TestTableIDsStay(t *testing.T) {
	tests := []struct {
		name    string
		exports []string
		want    []string
	}{
		{"by name", []string{"Nombre,Precio\nPolo,20\nGorra,10\n", "Nombre,Precio\nGorra,10\nPolo,20\n"}, []string{"1 polo Polo, 2 gorra Gorra", "2 gorra Gorra, 1 polo Polo"}},
		{"renamed, by SKU", []string{"Nombre,Precio,SKU\nPolo,20,P\n", "Nombre,Precio,SKU\nPolo nuevo,20,P\n"}, []string{"1 polo Polo", "1 polo Polo nuevo"}},
		{"renamed, by the id column", []string{"ID,Nombre,Precio\n7,Polo,20\nB-2,Gorra,10\n", "ID,Nombre,Precio\nB-2,Gorro,10\n7,Polo nuevo,20\n"}, []string{"7 polo Polo, 8 gorra Gorra", "8 gorra Gorro, 7 polo Polo nuevo"}},
		{"the id column has row numbers", []string{"ID,Nombre,Precio\n1,Polo,20\n2,Gorra,10\n", "ID,Nombre,Precio\n1,Gorra,10\n2,Polo,20\n3,Falda,5\n"}, []string{"1 polo Polo, 2 gorra Gorra", "2 gorra Gorra, 1 polo Polo, 3 falda Falda"}},
		{"a new product has the id of one that has gone", []string{"ID,Nombre,Precio\n1,Polo,20\n2,Gorra,10\n", "Nombre,Precio\nPolo,20\n", "ID,Nombre,Precio\n1,Polo,20\n3,Gorra,10\n"}, []string{"1 polo Polo, 2 gorra Gorra", "1 polo Polo", "1 polo Polo, 2 gorra Gorra"}},
		{"a bar code as id", []string{"ID,Nombre,Precio\n7501234567893,Polo,20\n"}, []string{"1 polo Polo"}},
		{"a size is added in front", []string{"Nombre,Talla,Precio\nPolo,S,20\n", "Nombre,Talla,Precio\nPolo,XS,20\nPolo,S,20\n"}, []string{"1 polo Polo 1=S", "1 polo Polo 2=XS 1=S"}},
		{"a size is renamed, by its own id", []string{"ID,Nombre,Talla,Precio\n31,Polo,S,20\n32,Polo,M,20\n", "ID,Nombre,Talla,Precio\n32,Polo,Mediano,20\n31,Polo,Chico,20\n"}, []string{"1 polo Polo 1=S 2=M", "1 polo Polo 2=Mediano 1=Chico"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ledger := adopted(t, "[]")
			for i, export := range test.exports {
				if got := idsOf(read(t, export, ledger)); got != test.want[i] {
					t.Errorf("import %d: got %s, want %s", i+1, got, test.want[i])
				}
				ledger = reread(t, ledger)
			}
		})
	}
}

// A number that no bar code has is kept and noted with its line and column.
func TestWrongBarCodes(t *testing.T) {
	const table = "Nombre,Precio,Talla,Código de barras\nPolo,20,S,4006381333931\nPolo,20,M,4006381333932\nGorra,10,,400-6381 33394 8\nBolso,30,,2012345678900\n"
	r := read(t, table, adopted(t, "[]"))
	want := "line 3, column Código de barras: Polo: has \"4006381333932\", which is not the number of a bar code; feeds and search engines do not get it\n" +
		"line 5, column Código de barras: Bolso: has \"2012345678900\", which is not the number of a bar code; feeds and search engines do not get it"
	if got := strings.TrimSpace(lines(r.Notes)); got != want || len(r.Skipped) > 0 {
		t.Errorf("got %s\nand %v\nwant %s", got, r.Skipped, want)
	}
	own := "Nombre,Precio,EAN\n"
	for i := range 1000 {
		own += fmt.Sprintf("Polo %d,20,A-%d\n", i, i)
	}
	r = read(t, own, adopted(t, "[]"))
	if got := lines(r.Notes); len(r.Notes) != maxBarCodes+1 || !strings.HasPrefix(got, "1000 rows have numbers that no bar code has; only the first 20") {
		t.Errorf("got %d notes, %s; want few of a shop that has numbers of its own", len(r.Notes), got)
	}
}
