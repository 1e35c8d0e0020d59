package main

import (
	"fmt"
	"io"

	"carrito/app/money"
	"carrito/server/site"
)

// check validates shop and catalogue and prints the counts.
func check(args []string, stdout, stderr io.Writer) error {
	flags := newFlags("check", stderr)
	files := fileFlags(flags)
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	loaded, err := site.Load(*files)
	if err != nil {
		return fmt.Errorf("faults were found:\n%w", err)
	}
	n := loaded.Catalog.Counts()
	var sum money.Amount
	for _, p := range loaded.Catalog.Products() {
		for _, v := range p.Variants {
			sum = sum.Add(v.Price)
		}
		if len(p.Variants) == 0 {
			sum = sum.Add(p.Price)
		}
	}
	fmt.Fprintf(stdout, "%s: %d products, %d variants, %d images, %d categories, variant prices adding up to %s %s\n",
		loaded.Shop.Name, n.Products, n.Variants, n.Images, n.Categories, sum, loaded.Shop.Currency)
	return nil
}
