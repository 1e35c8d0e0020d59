package importer

import (
	"strings"
	"testing"
)

// The headers of WooCommerce in the languages and countries of its translations.
func TestWooCommerceHeaders(t *testing.T) {
	// A simple product with the columns that each header has to find: type, name,
	// published, stock, in stock, sale price, regular price, categories.
	const row = "simple,Té,1,4,1,8,10,Bebidas"
	const want = `[{"id":1,"slug":"te","name":"Té","price":"8.00","compareAtPrice":"10.00","category":"Bebidas","stock":4}]`
	tests := []struct{ name, header string }{
		{"English", "Type,Name,Published,Stock,In stock?,Sale price,Regular price,Categories"},
		{"Spain", "Tipo,Nombre,Publicado,Inventario,¿Existencias?,Precio rebajado,Precio normal,Categorías"},
		{"Spain, older", "Tipo,Nombre,Publicado,Inventario,¿En inventario?,Precio rebajado,Precio normal,Categorías"},
		{"Spain without accents or marks", "tipo,nombre,publicado,inventario,existencias,precio rebajado,PRECIO NORMAL,categorias"},
		{"Argentina", "Tipo,Nombre,Publicado,Stock,¿En stock?,Precio de oferta,Precio normal,Categorías"},
		{"Guatemala", "Tipo,Nombre,Publicado,Disponibilidad,¿En existencia?,Precio de oferta:,Precio regular:,Categorías"},
		{"Brazil", "Tipo,Nome,Publicado,Estoque,Em estoque?,Preço promocional,Preço,Categorias"},
		{"Portugal", "Tipo,Nome,Publicado,Qtd Stock,Em stock?,Preço promocional,Preço normal,Categorias"},
		{"France", "Type,Nom,Publié,Stock,En stock ?,Tarif promo,Tarif régulier,Catégories"},
		{"Germany", "Typ,Name,Veröffentlicht,Lager,Vorrätig?,Angebotspreis,Regulärer Preis,Kategorien"},
		{"Italy", "Tipo,Nome,Pubblicato,Magazzino,In stock?,Prezzo in offerta,Prezzo di listino,Categorie"},
		{"Netherlands", "Type,Naam,Gepubliceerd,Voorraad,Op voorraad?,Actieprijs,Reguliere prijs,Categorieën"},
		{"Sweden", "Typ,Namn,Publicerad,I lager,I lager?,Reapris,Ordinarie pris,Kategorier"},
		{"Finland", "Laji,Nimi,Julkaistu,Varasto,Varasto?,Alennettu hinta,Normaali hinta,Osastot"},
		{"Poland", "Typ,Nazwa,Opublikowano,Stan magazynowy,W magazynie?,Cena promocyjna,Cena,Kategorie"},
		{"Russia", "Тип,Имя,Опубликован,Запасы,В наличии?,Акционная цена,Базовая цена,Категории"},
		{"Greece", "Τύπος,Όνομα,Δημοσιευμένο,Απόθεμα,Σε απόθεμα;,Τιμή προσφοράς,Κανονική τιμή,Κατηγορίες"},
		{"Turkey", "Tür,İsim,Yayımlanmış,Stok,Stokta?,İndirimli satış fiyatı,Normal fiyat,Kategoriler"},
		{"Catalonia", "Tipus,Nom,Publicat,Estoc,En estoc?,Preu rebaixat,Preu normal,Categories"},
		{"Hungary", "Típus,Név,Közzétéve,Készlet,Raktáron?,Akciós ár,Normál ár,Kategória"},
		{"Czechia", "Typ,Jméno,Publikovaný,Sklad,Skladem?,Cena po slevě,Běžná cena,Kategorie"},
		{"Japan", "タイプ,名前,公開済み,在庫,在庫の有無,セール価格,標準価格,カテゴリー"},
		{"China", "类型,名称,已发布,库存,有货？,促销价格,常规售价,分类"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			importCase{export: test.header + "\n" + row + "\n", want: want, missing: "pictures,parent"}.run(t)
		})
	}
}

// The columns of a parent, its variations and their attributes.
func TestWooCommerceVariationHeaders(t *testing.T) {
	const want = `[{"id":1,"slug":"polo","name":"Polo","price":"20.00","images":[{"src":"https://x.example/1","alt":"Polo"}],` +
		`"options":[{"name":"Talla","values":["S"]}],"variants":[{"id":1,"sku":"P-S","values":["S"],"price":"20.00"}]}]`
	tests := []struct{ name, header string }{
		{"Spain", "Tipo,SKU,Nombre,Precio normal,Superior,Nombre del atributo 1,Valor(es) del atributo 1,Imágenes"},
		{"Spain, another version", "Tipo,SKU,Nombre,Precio normal,Principal,Nombre del atributo 1,Valor(es) del atributo 1,Imagenes"},
		{"Guatemala", "Tipo,SKU,Nombre,Precio regular:,Padre,Nombre del atributo 1,Valores para el atributo 1,Imágenes"},
		{"Brazil", "Tipo,REF,Nome,Preço normal,Ascendente,Nome do atributo 1,Valores do atributo 1,Imagens"},
		{"Brazil, newer", "Tipo,SKU,Nome,Preço normal,Produto ascendente,Nome do atributo 1,Valores do atributo 1,Imagens"},
		{"France", "Type,UGS,Nom,Tarif régulier,Parent,Nom de l’attribut 1,Valeur(s) de l’attribut 1 ,Images"},
		{"Germany", "Typ,Artikelnummer,Name,Regulärer Preis,Übergeordnetes Produkt,Attribut 1 Name,Attribut 1 Wert(e),Bilder"},
		{"Ukraine", "Тип,Артикул,Назва,Звичайна ціна,Предок,Назва 1 атрибуту,1 значення атрибуту,Зображення"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			importCase{
				export: test.header + "\nvariable,P,Polo,,,Talla,\"S, M\",https://x.example/1\nvariation,P-S,,20,P,Talla,S,\n",
				want:   want, missing: "stock,published",
			}.run(t)
		})
	}
}

func TestColumnsNotUsed(t *testing.T) {
	tests := []importCase{
		{
			name:    "WooCommerce",
			export:  "Type,Name,Regular price,Peso (kg),Meta: color,,Marcas\nsimple,A,1,2,rojo,,\n",
			unused:  "Peso (kg),Meta: color,Marcas",
			missing: "stock,published,pictures,parent",
		}, {
			name:    "Shopify",
			export:  "Handle,Title,Vendor,Variant Price,Price / Internacional,Title\na,A,V,1,2,B\n",
			unused:  "Vendor,Price / Internacional,Title",
			missing: "stock,published,pictures",
		}, {
			name:    "a plain table",
			export:  "Nombre,Precio,Proveedor\nA,1,V\n",
			unused:  "Proveedor",
			missing: "stock,published,pictures",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.want = ""
			test.run(t)
		})
	}
}

// Every file of names is well-formed: it has no duplicate keys and no empty names.
func TestNameFiles(t *testing.T) {
	entries, err := nameFiles.ReadDir("names")
	if err != nil || len(entries) == 0 {
		t.Fatalf("got %d files, %v, want some", len(entries), err)
	}
	for _, entry := range entries {
		n := loadNames(entry.Name())
		keys := map[string]bool{}
		for _, key := range n.keys {
			if keys[key] {
				t.Errorf("%s: the key %q is there twice", entry.Name(), key)
			}
			keys[key] = true
		}
		text, _ := nameFiles.ReadFile("names/" + entry.Name())
		for line := range strings.Lines(string(text)) {
			if _, others, _ := strings.Cut(strings.TrimSpace(line), ": "); strings.Contains(others, "||") || strings.HasSuffix(others, "|") {
				t.Errorf("%s: an empty name in %q", entry.Name(), line)
			}
		}
	}
}
