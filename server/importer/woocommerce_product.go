package importer

import "strings"

func (j *job) wooProduct(w *wooProduct) (product, bool) {
	p := product{
		key: oneLine(w.row.get("id")), sku: oneLine(w.row.get("sku")), Slug: w.slug, Name: w.name, Category: deepest(w.row.get("categories")),
		Description: wooDescription(w.row),
		Tags:        wooList(w.row.get("tags")),
	}
	images := &gallery{}
	for _, address := range splitList(w.row.get("images")) {
		if _, err := images.add(address, "", w.name); err != nil {
			j.skip(w.row.line, w.name, "the image %q %v", address, err)
		}
	}
	var options []attribute
	var offers []offer
	if wooKind(w.row) == "variable" {
		options, offers = j.wooVariants(w, images)
	} else if o, err := j.wooOffer(w.row, row{}); err != nil {
		j.skip(w.row.line, w.name, "%v", err)
		return p, false
	} else {
		offers = []offer{o}
	}
	if len(offers) == 0 {
		j.skip(w.row.line, w.name, "has no variation to sell")
		return p, false
	}
	names, order := namesAndValues(options)
	p.sell(names, order, offers)
	p.Images = images.images
	return p, true
}

// wooOffer reads what is sold by r, a simple product or a variation of parent.
func (j *job) wooOffer(r, parent row) (offer, error) {
	o := offer{key: oneLine(r.get("id")), sku: oneLine(r.get("sku"))}
	var err error
	price, before := r.get("regular price"), ""
	if sale := r.get("sale price"); sale != "" {
		price, before = sale, price
	}
	if o.price, o.compareAt, err = j.offerPrice(price, before); err != nil {
		return o, err
	}
	o.stock, err = wooStock(r, parent)
	return o, err
}

// wooStock returns the units of r, or of the parent that counts them for all
// its variations. A product that may be ordered without stock never sells out.
func wooStock(r, parent row) (*int, error) {
	counts := r
	if stock := strings.ToLower(r.get("stock")); stock == "parent" || stock == "" {
		counts = parent
	}
	backorders := counts.get("backorders allowed?")
	switch {
	case r.get("in stock?") == "0":
		return new(0), nil
	case backorders == "1" || strings.EqualFold(backorders, "notify"):
		return nil, nil
	}
	return units(counts.get("stock"))
}

// deepest returns the name of the category with most levels, the first of
// equals: "Ropa, Ropa > Polos" is "Polos".
func deepest(categories string) string {
	best, levels := "", 0
	for _, category := range splitList(categories) {
		if n := 1 + strings.Count(category, ">"); n > levels {
			best, levels = category, n
		}
	}
	return wooText(lastPart(best))
}

// wooDescription joins the short description and the long one.
func wooDescription(r row) string {
	// WooCommerce writes a line break as \n, and a backslash before n as \\n.
	breaks := strings.NewReplacer(`\\n`, `\n`, `\n`, "\n")
	var parts []string
	for _, column := range []string{"short description", "description"} {
		if text := plainText(breaks.Replace(r.get(column)), true); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n\n")
}

// wooList splits a cell of names.
func wooList(cell string) []string {
	var names []string
	for _, name := range splitList(cell) {
		if name = wooText(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}
