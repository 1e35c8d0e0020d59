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

// command runs one command line and returns what it printed.
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
	target := write(t, "products.json", `[{"id": 9, "slug": "gorra", "name": "Gorra vieja", "price": "1.00"}]`)
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
		{"no export of either kind", before, "a,b\n1,2\n", "Shopify"},
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
