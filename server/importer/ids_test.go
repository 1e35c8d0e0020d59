package importer

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"carrito/server/identity"
)

// idsOf returns the ids, slugs and names of the products, and the ids and values of
// their variants: "1 polo Polo 1=S 2=M".
func idsOf(r *Result) string {
	var lines []string
	for _, p := range r.Catalog.Products() {
		line := fmt.Sprint(p.ID, " ", p.Slug, " ", p.Name)
		for _, v := range p.Variants {
			line += fmt.Sprint(" ", v.ID, "=", strings.Join(v.Values, "/"))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, ", ")
}

// reread writes the ledger and parses it again.
func reread(t *testing.T, l *identity.Ledger) *identity.Ledger {
	t.Helper()
	var b bytes.Buffer
	if err := l.Write(&b); err != nil {
		t.Fatal(err)
	}
	again, err := identity.Parse(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// Several exports, one after another, into the same shop.
func TestIDsStay(t *testing.T) {
	const (
		sizes   = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
		handles = "Handle,Title,Variant Price,Status\n"
		woo     = "ID,Type,SKU,Name,Regular price,Published,Parent,Attribute 1 name,Attribute 1 value(s)\n"
	)
	tests := []struct {
		name    string
		exports []string
		want    []string
	}{
		{"a size is added in front", []string{
			sizes + "chompa,Chompa,Talla,S,CH-S,80\nchompa,,,M,CH-M,80\n",
			sizes + "chompa,Chompa,Talla,XS,CH-XS,80\nchompa,,,S,CH-S,80\nchompa,,,M,CH-M,80\n",
		}, []string{"1 chompa Chompa 1=S 2=M", "1 chompa Chompa 3=XS 1=S 2=M"}},
		{"a size is sorted in and has no SKU", []string{
			sizes + "chompa,Chompa,Talla,S,,80\nchompa,,,L,,80\n",
			sizes + "chompa,Chompa,Talla,L,,80\nchompa,,,M,,80\nchompa,,,S,,80\n",
		}, []string{"1 chompa Chompa 1=S 2=L", "1 chompa Chompa 2=L 3=M 1=S"}},
		{"a product is archived, another is new, the first is back", []string{
			handles + "aro,Aro,5,active\nbroche,Broche,5,active\n",
			handles + "aro,Aro,5,active\nbroche,Broche,5,archived\n",
			handles + "aro,Aro,5,active\nbroche,Broche,5,archived\ndije,Dije,5,active\n",
			handles + "aro,Aro,5,active\nbroche,Broche,5,active\ndije,Dije,5,active\n",
		}, []string{"1 aro Aro, 2 broche Broche", "1 aro Aro", "1 aro Aro, 3 dije Dije", "1 aro Aro, 2 broche Broche, 3 dije Dije"}},
		{"renamed in WooCommerce", []string{
			woo + "12,simple,PL-1,Plato hondo,9,1,,,\n",
			woo + "12,simple,PL-1,Plato sopero,9,1,,,\n",
			woo + "12,simple,,Fuente,9,1,,,\n",
		}, []string{"1 plato-hondo Plato hondo", "1 plato-hondo Plato sopero", "1 plato-hondo Fuente"}},
		{"one of two with a name is deleted in WooCommerce", []string{
			woo + "12,simple,,Plato,9,1,,,\n13,simple,,Plato,11,1,,,\n",
			woo + "13,simple,,Plato,11,1,,,\n",
			woo + "13,simple,,Plato,11,1,,,\n14,simple,,Plato,12,1,,,\n",
		}, []string{"1 plato Plato, 2 plato-2 Plato", "2 plato-2 Plato", "2 plato-2 Plato, 3 plato-2-2 Plato"}},
		{"a variation is renamed, and one that stands for several is split", []string{
			woo + "20,variable,,Manta,,1,,Color,\"Rojo, Azul\"\n21,variation,,Manta,50,1,id:20,Color,Rojo\n22,variation,,Manta,50,1,id:20,Color,Azul\n",
			woo + "20,variable,,Manta,,1,,Color,\"Azul, Granate\"\n22,variation,,Manta,50,1,id:20,Color,Azul\n21,variation,,Manta,50,1,id:20,Color,Granate\n",
		}, []string{"1 manta Manta 1=Rojo 2=Azul", "1 manta Manta 2=Azul 1=Granate"}},
		{"a variation that stands for several is split", []string{
			woo + "20,variable,,Manta,,1,,Color,\"Rojo, Azul\"\n21,variation,M,Manta,50,1,id:20,Color,\n",
			woo + "20,variable,,Manta,,1,,Color,\"Azul, Rojo\"\n21,variation,M,Manta,50,1,id:20,Color,Azul\n22,variation,N,Manta,50,1,id:20,Color,Rojo\n",
		}, []string{"1 manta Manta 1=Rojo 2=Azul", "1 manta Manta 2=Azul 1=Rojo"}},
		{"from WooCommerce to Shopify", []string{
			woo + "12,simple,PL-1,Plato hondo,9,1,,,\n20,variable,,Manta,,1,,Color,Rojo\n21,variation,MA-R,Manta,50,1,id:20,Color,Rojo\n30,simple,,Vaso,3,1,,,\n",
			sizes + "el-plato,Plato,Title,Default Title,PL-1,9\nmanta-de-lana,Manta,Color,Azul,MA-A,50\nmanta-de-lana,,,Rojo,MA-R,50\nvaso,Vaso,Title,Default Title,,3\njarra,Jarra,Title,Default Title,,3\n",
		}, []string{"1 plato-hondo Plato hondo, 2 manta Manta 1=Rojo, 3 vaso Vaso", "1 plato-hondo Plato, 2 manta Manta 2=Azul 1=Rojo, 3 vaso Vaso, 4 jarra Jarra"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ledger := new(identity.Ledger)
			for i, export := range test.exports {
				for range 2 { // the second import of a file changes nothing
					if got := idsOf(read(t, export, ledger)); got != test.want[i] {
						t.Errorf("export %d: got %s, want %s", i+1, got, test.want[i])
					}
					ledger = reread(t, ledger)
				}
			}
		})
	}
}
