package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const products = `Handle,Title,Type,Published,Option1 Name,Option1 Value,Variant Price,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Image Src
polo,Polo,Polos,true,Talla,S,39.90,shopify,3,deny,https://cdn.example/polo.jpg
polo,,,,,M,39.90,shopify,0,deny,
gorra,Gorra,Gorras,true,Title,Default Title,20,,,deny,
abrigo,Abrigo,Abrigos,false,Title,Default Title,99.00,,,deny,
`

// command runs one command line and returns its standard output.
func command(t *testing.T, args ...string) (stdout string, err error) {
	t.Helper()
	var out, errs bytes.Buffer
	err = run(context.Background(), args, &out, &errs)
	return out.String(), err
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestImport(t *testing.T) {
	shop := "../web/shop.json"
	target := write(t, "products.json", `[{"id": 9, "slug": "gorra", "name": "Gorra vieja", "price": "10.00"}]`)
	stdout, err := command(t, "import", "-shop", shop, "-o", target, write(t, "export.csv", products))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(stdout), "\n")
	if want := "Shopify export: 2 products, 3 variants, 1 images, 1 left out"; lines[0] != want {
		t.Errorf("got %q, want %q", lines[0], want)
	}
	if len(lines) != 2 || !strings.Contains(lines[1], "Abrigo") {
		t.Errorf("got lines %q, want one that names Abrigo and why", lines[1:])
	}
	catalogue := read(t, target)
	for _, want := range []string{`"id": 9,`, `"slug": "gorra"`, `"price": "20.00"`, `"id": 10,`} {
		if !strings.Contains(catalogue, want) {
			t.Errorf("the catalogue lacks %s:\n%s", want, catalogue)
		}
	}
	stdout, err = command(t, "check", "-shop", shop, "-web", "../web", "-products", target)
	if want := "2 products, 3 variants, 1 images, 2 categories, variant prices adding up to 99.80 PEN"; err != nil || !strings.Contains(stdout, want) {
		t.Errorf("check: got %q, %v, want %q", stdout, err, want)
	}
}

func TestImportLeavesTheTargetWhole(t *testing.T) {
	const before = `[{"id": 9, "slug": "gorra", "name": "Gorra", "price": "1.00"}]`
	tests := []struct {
		name, target, export, want string
	}{
		{"an unknown kind of file", before, "a,b\n1,2\n", "Shopify"},
		{"an empty file", before, "", "empty"},
		{"nothing left to sell", before, strings.ReplaceAll(products, ",true,", ",false,"), "no product is left"},
		{"a target that cannot be read", `[{"id": 9,`, products, "cannot be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			target := write(t, "products.json", test.target)
			_, err := command(t, "import", "-shop", "../web/shop.json", "-o", target, write(t, "export.csv", test.export))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
			if got := read(t, target); got != test.target {
				t.Errorf("the target was changed to %q", got)
			}
			if left, _ := filepath.Glob(filepath.Dir(target) + "/.products-*"); len(left) > 0 {
				t.Errorf("drafts were left behind: %q", left)
			}
		})
	}
}

// An import that looks like a mistake is refused without -force.
func TestImportNeedsForce(t *testing.T) {
	const before = `[{"id": 1, "slug": "polo", "name": "Polo", "price": "3.99"}, {"id": 2, "slug": "media", "name": "Media", "price": "9.00"},
		{"id": 3, "slug": "falda", "name": "Falda", "price": "59.00"}, {"id": 4, "slug": "gorra", "name": "Gorra", "price": "20.00"}]`
	target := write(t, "products.json", before)
	args := []string{"import", "-shop", "../web/shop.json", "-o", target, write(t, "export.csv", products)}
	_, err := command(t, args...)
	if err == nil {
		t.Fatal("got no error, want the import refused")
	}
	for _, want := range []string{"2 products instead of 4", "gone: Media; Falda", "Polo from 3.99 to 39.90", "-force"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got error\n%v\nwant %q in it", err, want)
		}
	}
	if files, _ := filepath.Glob(filepath.Dir(target) + "/*"); len(files) != 1 || read(t, target) != before {
		t.Errorf("got %q and a changed catalogue, want nothing written", files)
	}
	if _, err := command(t, append([]string{"import", "-force"}, args[1:]...)...); err != nil {
		t.Fatal(err)
	}
	if got := read(t, target); !strings.Contains(got, `"price": "39.90"`) || strings.Contains(got, "Falda") {
		t.Errorf("with -force: got %s, want the export", got)
	}
}

// The quantities of a shop with several locations come from its inventory file.
func TestImportStock(t *testing.T) {
	export := write(t, "export.csv", "Handle,Title,Variant SKU,Variant Inventory Tracker,Variant Inventory Policy,Variant Price\nbota,Bota,B,shopify,deny,90\n")
	target := filepath.Join(t.TempDir(), "products.json")
	args := []string{"import", "-shop", "../web/shop.json", "-o", target}
	stdout, err := command(t, append(args, export)...)
	if err != nil || strings.Count(stdout, "Products, Inventory, Export") != 1 {
		t.Errorf("without the file: got %q, %v, want one hint at where the quantities are", stdout, err)
	}
	stock := write(t, "inventory.csv", "Handle,Title,SKU,COO,Location,Available\nbota,Bota,B,,Lima,2\nbota,Bota,B,,Cusco,3\n")
	if _, err := command(t, append(args, "-stock", stock, export)...); err != nil {
		t.Fatal(err)
	}
	if got := read(t, target); !strings.Contains(got, `"stock": 5`) {
		t.Errorf("got %s, want the stock of both locations", got)
	}
	if _, err := command(t, append(args, "-stock", export, export)...); err == nil || !strings.Contains(err.Error(), "export.csv") {
		t.Errorf("a stock file without quantities: got %v, want an error that names it", err)
	}
}

// An import reports the columns that it did not use, and those that it did not
// find.
func TestImportReport(t *testing.T) {
	target := filepath.Join(t.TempDir(), "products.json")
	stdout, err := command(t, "import", "-shop", "../web/shop.json", "-o", target,
		write(t, "export.csv", "Tipo,Nombre,Precio normal,Precio rebajado,Marcas,Peso (kg)\nsimple,Polo,veinte,10,Sur,1\nsimple,Gorra,gratis,,,\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := "WooCommerce export: 1 products, 1 variants, 0 images, 1 left out\n" +
		"left out: line 3: Gorra: has the price \"gratis\", which is not a decimal number such as 39.90\n" +
		"note: line 2: Polo: has the earlier price \"veinte\", which is not a decimal number such as 39.90: it is sold at 10.00 without an earlier price\n" +
		"columns not used: Marcas, Peso (kg)\n" +
		"no column found for: stock, published, pictures, parent\n"
	if stdout != want {
		t.Errorf("got\n%s\nwant\n%s", stdout, want)
	}
}

func TestFaultyCatalogueStartsNothing(t *testing.T) {
	products := write(t, "products.json", `[
		{"id": 7, "slug": "polo", "name": "Polo", "price": "39,90"},
		{"id": 7, "slug": "gorra", "name": "", "price": "1.00"}]`)
	for _, name := range []string{"check", "serve"} {
		args := []string{name, "-shop", "../web/shop.json", "-web", "../web", "-products", products}
		stdout, err := command(t, args...)
		if err == nil {
			t.Fatalf("%s: got no error, want every fault", name)
		}
		for _, want := range []string{`product 7 "polo": price "39,90"`, `product 7 "gorra": id`, `product 7 "gorra": name is missing`} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got error\n%v\nwant it to name %s", name, err, want)
			}
		}
		if stdout != "" {
			t.Errorf("%s: printed %q, want nothing started", name, stdout)
		}
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{"sell"}, {"import"}, {"serve", "-colour", "red"}, {"check", "more"}} {
		if _, err := command(t, args...); err == nil {
			t.Errorf("%q: got no error, want one about the usage", args)
		}
	}
}
