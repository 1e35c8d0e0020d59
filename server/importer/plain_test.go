package importer

import (
	"errors"
	"testing"
)

func TestTable(t *testing.T) {
	tests := []importCase{
		{
			name:    "Spanish",
			export:  "Nombre,Precio,Categoría,Foto\r\nJarra,18.50,Mesa,https://x.example/jarra.jpg\r\n",
			want:    `[{"id":1,"slug":"jarra","name":"Jarra","price":"18.50","category":"Mesa","images":[{"src":"https://x.example/jarra.jpg","alt":"Jarra"}]}]`,
			missing: "stock,published",
		}, {
			name:   "Spanish with semicolons and decimal commas",
			export: "Producto;Precio de venta;Rubro;Cantidad;Código\nJarra;18,50;Mesa;4;J-1\nFuente;1.250;Mesa;0;J-2\n",
			want: `[{"id":1,"slug":"jarra","name":"Jarra","price":"18.50","category":"Mesa","stock":4,"sku":"J-1"},` +
				`{"id":2,"slug":"fuente","name":"Fuente","price":"1250.00","category":"Mesa","stock":0,"sku":"J-2"}]`,
		}, {
			name:   "Portuguese",
			export: "Nome;Preço;Preço promocional;Categoria;Descrição;Estoque\nJarra;18,50;15;Mesa;Feita à mão;2\n",
			want:   `[{"id":1,"slug":"jarra","name":"Jarra","price":"15.00","compareAtPrice":"18.50","category":"Mesa","description":"Feita à mão","stock":2}]`,
		}, {
			name:    "English",
			export:  "Name,Price,Old price,Category,Active\nJug,18.50,20,Table,yes\nBowl,5,,Table,no\n",
			want:    `[{"id":1,"slug":"jug","name":"Jug","price":"18.50","compareAtPrice":"20.00","category":"Table"}]`,
			skipped: "line 3, column Active: Bowl: is not published",
		}, {
			name:    "title and price only",
			export:  "Title,Price\nJarra,18.50\nJarra,19\n",
			want:    `[{"id":1,"slug":"jarra","name":"Jarra","price":"18.50"},{"id":2,"slug":"jarra-2","name":"Jarra","price":"19.00"}]`,
			missing: "stock,published,pictures",
		}, {
			name: "rows by a handle, as Tiendanube writes them",
			export: "Identificador de URL;Nombre;Categorías;Nombre de propiedad 1;Valor de propiedad 1;Precio;Precio promocional;Stock;SKU;Mostrar en tienda\n" +
				"jarra;Jarra;Mesa > Loza, Ofertas;Color;Verde, claro;1500,00;1200,00;5;J-V;SÍ\njarra;;;;Azul;1500,00;;;J-A;\nfuente;Fuente;;;;900,00;;1;F;NO\n",
			want: `[{"id":1,"slug":"jarra","name":"Jarra","price":"1200.00","category":"Loza","options":[{"name":"Color","values":["Verde, claro","Azul"]}],` +
				`"variants":[{"id":1,"sku":"J-V","values":["Verde, claro"],"price":"1200.00","compareAtPrice":"1500.00","stock":5},` +
				`{"id":2,"sku":"J-A","values":["Azul"],"price":"1500.00"}]}]`,
			skipped: "line 4, column Mostrar en tienda: Fuente: is not published",
		}, {
			name:   "one row for each size",
			export: "Nombre,Talla,Color,Precio,Stock\nPolo,S,Rojo,20,1\nPolo,M,Rojo,22,2\n,L,Rojo,24,3\nPolo,S,Rojo,20,1\nGorra,,,10,\n",
			want: `[{"id":1,"slug":"polo","name":"Polo","price":"20.00","options":[{"name":"Talla","values":["S","M","L"]},{"name":"Color","values":["Rojo"]}],` +
				`"variants":[{"id":1,"values":["S","Rojo"],"price":"20.00","stock":1},{"id":2,"values":["M","Rojo"],"price":"22.00","stock":2},` +
				`{"id":3,"values":["L","Rojo"],"price":"24.00","stock":3}]},{"id":2,"slug":"gorra","name":"Gorra","price":"10.00"}]`,
			skipped: "line 5: Polo (S / Rojo): repeats what line 2 sells",
		}, {
			name:   "sizes in one cell share the stock",
			export: "Nombre,Tallas,Precio,Stock\nPolo,\"S, M\",20,3\n",
			want: `[{"id":1,"slug":"polo","name":"Polo","price":"20.00","options":[{"name":"Tallas","values":["S","M"]}],` +
				`"variants":[{"id":1,"values":["S"],"price":"20.00","stock":2},{"id":2,"values":["M"],"price":"20.00","stock":1}]}]`,
			notes: "line 2: Polo: counts 3 units for 2 variants together, which are divided among them: 2, 1",
		}, {
			name:    "a column for each picture",
			export:  "Nombre,Precio,Imagen 2,Imagen 1\nJarra,1,https://x.example/2,https://x.example/1\n",
			want:    `[{"id":1,"slug":"jarra","name":"Jarra","price":"1.00","images":[{"src":"https://x.example/1","alt":"Jarra"},{"src":"https://x.example/2","alt":"Jarra"}]}]`,
			missing: "stock,published",
		}, {
			name:   "stock in words",
			export: "Nombre,Precio,Disponible\nJarra,1,sí\nFuente,1,agotado\nPlato,1,1\nCazo,1,pocos\n",
			want: `[{"id":1,"slug":"jarra","name":"Jarra","price":"1.00"},{"id":2,"slug":"fuente","name":"Fuente","price":"1.00","stock":0},` +
				`{"id":3,"slug":"plato","name":"Plato","price":"1.00","stock":1}]`,
			skipped: `line 5, column Disponible: Cazo: has the stock "pocos", which is not a number`,
		}, {
			name:    "rows that cannot be sold",
			export:  "Nombre,Precio\n,5\nJarra,\nFuente,gratis\nPlato,1\n",
			want:    `[{"id":1,"slug":"plato","name":"Plato","price":"1.00"}]`,
			skipped: "line 2, column Nombre: has no name\nline 3, column Precio: Jarra: has no price\nline 4, column Precio: Fuente: has the price \"gratis\", which is not a decimal number such as 39.90",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}

// A picture given only by its file name is looked up in the shop.
func TestPictureFiles(t *testing.T) {
	opts := peru(nil)
	opts.Picture = func(name string) (Photo, error) {
		switch name {
		case "jarra.jpg":
			return Photo{"/web/images/jarra.jpg", 600, 800}, nil
		case "plato.tif":
			return Photo{}, errors.New("is a TIFF picture")
		}
		return Photo{}, nil
	}
	r := importAll(t, "Nombre,Precio,Foto\nJarra,1,jarra.jpg\nFuente,1,fuente.jpg\nPlato,1,plato.tif\n", opts)
	want := `[{"id":1,"slug":"jarra","name":"Jarra","price":"1.00","images":[{"src":"/web/images/jarra.jpg","alt":"Jarra","width":600,"height":800}]},` +
		`{"id":2,"slug":"fuente","name":"Fuente","price":"1.00"},{"id":3,"slug":"plato","name":"Plato","price":"1.00"}]`
	if got := compact(t, r); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if want := `line 3: Fuente: the image "fuente.jpg" is neither a web address nor a file in web/images` + "\n" + `line 4: Plato: the image "plato.tif" is a TIFF picture`; skipped(r) != want {
		t.Errorf("got %q, want %q", skipped(r), want)
	}
}
