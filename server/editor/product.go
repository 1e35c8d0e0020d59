package editor

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"carrito/app/cart"
	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/gtin"
	"carrito/server/strict"
)

// newProduct is the id in the address of the page for a new product.
const newProduct = "nuevo"

// productPage is the data of the template product.
type productPage struct {
	frame
	*draft
	Title, Address string
	BaseText       string            // JSON of the base
	Wrong          map[string]string // faults by the names of fields
	Conflicts      []conflict
	Conflicting    string     // JSON of the fields in conflict
	Others         []fieldRow // all that the other person has changed
	Lines          []string   // faults elsewhere in the file
	Categories     []string
	Conditions     []field
	Focus          string   // the button that gets the focus; empty for none
	PhotoFaults    []string // files that are no photos, and why
	Uploads        string   // where photos are sent to
}

// product shows the page of a product, or of a new one.
func (e *Editor) product(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	found, err := e.find(r)
	if errors.Is(err, errGone) {
		http.Redirect(w, r, e.site().Prefix()+listAddress, http.StatusSeeOther)
		return
	}
	left, wrong := e.stock.Stock(r.Context())
	if err := errors.Join(err, wrong); err != nil {
		e.trouble(w, r, o, err)
		return
	}
	e.showProduct(w, http.StatusOK, e.productPage(r, o, newDraft(found, left)))
}

// errGone is the error for a product that is not in the file.
var errGone = errors.New("no such product")

// find returns the product of the address; an empty one for a new product.
func (e *Editor) find(r *http.Request) (catalogfile.Object, error) {
	if r.PathValue("id") == newProduct {
		return catalogfile.Object{}, nil
	}
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		return catalogfile.Object{}, errGone
	}
	c, err := e.file.Read()
	if err != nil {
		return catalogfile.Object{}, err
	}
	at := c.Find(id)
	if at < 0 {
		return catalogfile.Object{}, errGone
	}
	return c.Products[at], nil
}

func (e *Editor) productPage(r *http.Request, o admin.Owner, d *draft) *productPage {
	p := &productPage{frame: e.frame(r, o), draft: d, Title: d.Name, Address: e.site().Prefix() + listAddress + "/" + r.PathValue("id"), Wrong: map[string]string{}}
	p.Uploads = e.site().Prefix() + listAddress + "/fotos/"
	if r.PathValue("id") == newProduct {
		p.Title = p.Text.New
	}
	for _, condition := range []string{"", "new", "refurbished", "used"} {
		name := p.Text.Conditions[condition]
		if condition == "" {
			name = "—"
		}
		p.Conditions = append(p.Conditions, field{condition, name})
	}
	if known := p.Text.Conditions[d.Condition]; known == "" && d.Condition != "" {
		p.Conditions = append(p.Conditions, field{d.Condition, d.Condition})
	}
	if c, err := e.file.Read(); err == nil {
		p.Categories = categories(c)
	}
	return p
}

func (e *Editor) showProduct(w http.ResponseWriter, status int, p *productPage) {
	if p.Base.Get("name") != nil {
		text, _ := json.Marshal(p.Base)
		p.BaseText = string(text)
	}
	p.checkCodes()
	thumbnail := e.thumbnails()
	for i := range p.Images {
		image := &p.Images[i]
		image.Picture = thumbnail(catalogfile.Object{}.With("src", image.Src).With("width", image.Width).With("height", image.Height))
	}
	e.show(w, status, "product", p)
}

// checkCodes puts a warning beside each number that no bar code has. The product is saved
// with it, since only feeds and search engines read it, and they do not get wrong ones.
func (p *productPage) checkCodes() {
	check := func(field, number string) {
		if _, ok := gtin.Digits(number); !ok && number != "" && p.Wrong[field] == "" {
			p.Wrong[field] = p.Text.Faults["gtin"]
		}
	}
	check("gtin", p.Codes.GTIN)
	for i, v := range p.Variants {
		check("variants."+strconv.Itoa(i)+".gtin", v.Codes.GTIN)
	}
}

// changeProduct saves a product, shows a preview of it, or does what a button within
// the page says.
func (e *Editor) changeProduct(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	d, do := readDraft(r.PostForm), r.PostForm.Get("do")
	if do == "undo" && !isOld(r) {
		e.undo(w, r, o)
		return
	}
	p := e.productPage(r, o, d)
	p.PhotoFaults = r.PostForm["photofault"]
	if !isOld(r) {
		faults, err := e.takePhotos(r, d)
		if err != nil {
			e.trouble(w, r, o, err)
			return
		}
		p.PhotoFaults = append(p.PhotoFaults, faults...)
	}
	switch {
	case isOld(r):
		p.Fault = p.Text.OldForm
		e.showProduct(w, http.StatusOK, p)
	case do == "theirs":
		e.useTheirs(p, r)
		e.showProduct(w, http.StatusOK, p)
	case d.press(do, r.PostForm.Get):
		p.Focus = d.focus(do)
		e.showProduct(w, http.StatusOK, p)
	case do == "preview":
		d.makeRows(false)
		if e.check(p) {
			e.preview(w, r, o, p)
			return
		}
		e.showProduct(w, http.StatusConflict, p)
	case len(p.PhotoFaults) > 0:
		p.Fault = p.Text.NotSaved
		e.showProduct(w, http.StatusConflict, p)
	default:
		e.saveProduct(w, r, o, p)
	}
}

// check finds the faults of the draft, and reports whether there are none.
func (e *Editor) check(p *productPage) bool {
	one := p.apply(p.Base, e.amount)
	if one.ID() == 0 {
		one = one.With("id", 1)
	}
	if one.Text("slug") == "" && one.Text("name") != "" {
		one = one.With("slug", "x")
	}
	list := one.Objects("variants")
	for i, v := range list {
		if v.ID() == 0 {
			list[i] = v.With("id", 1<<30+i)
		}
	}
	one = one.WithObjects("variants", list)
	text, _ := json.Marshal([]catalogfile.Object{one})
	return e.faults(p, e.file.Check(text))
}

// faults puts the faults of a catalogue beside the fields of the draft, and reports
// whether there are none. Faults of other products come above the page.
func (e *Editor) faults(p *productPage, err error) bool {
	if err == nil {
		return true
	}
	if p.Fault = p.Text.NotShared(err); p.Fault != "" {
		e.log.Printf("the page of products: %v", err)
		return false
	}
	p.Fault = p.Text.NotSaved
	var faults strict.Faults
	if !errors.As(err, &faults) {
		p.Lines = []string{err.Error()}
		return false
	}
	for _, f := range faults {
		if id := strconv.Itoa(p.Base.ID()); p.Base.ID() > 0 && !strings.HasPrefix(f.Product+" ", id+" ") {
			p.Lines = append(p.Lines, f.Error())
			continue
		}
		name := strings.NewReplacer("[", ".", "]", "").Replace(f.Field)
		kind := name[strings.LastIndexByte(name, '.')+1:]
		parts := strings.Split(name, ".")
		switch {
		case parts[0] == "options", parts[0] == "images":
			kind = parts[0]
			name = strings.Join(parts[:min(2, len(parts))], ".")
		case name == "slug" && p.Slug == "":
			continue // it is made from the name
		}
		text := p.Text.Faults[kind]
		if text == "" {
			text = p.Text.Faults["other"]
			p.Lines = append(p.Lines, f.Error())
		}
		p.Wrong[name] = text
	}
	return false
}

// saveProduct saves the draft. If somebody else has changed the same fields
// meanwhile, nothing is saved and the page shows both.
func (e *Editor) saveProduct(w http.ResponseWriter, r *http.Request, o admin.Owner, p *productPage) {
	p.makeRows(false)
	if !e.check(p) {
		e.showProduct(w, http.StatusConflict, p)
		return
	}
	id, slug := p.Base.ID(), p.Slug
	recount := map[cart.Key]int{}
	version, err := e.file.Update(o.By(), func(c *catalogfile.Catalogue) error {
		mine := p.apply(p.Base, e.amount)
		if mine.Text("slug") == "" {
			mine = mine.With("slug", c.Slug(mine.Text("name"), id))
		}
		slug = mine.Text("slug")
		at := c.Find(id)
		switch {
		case id == 0:
			c.Products = append(c.Products, mine)
			return nil
		case at < 0 && r.PostForm.Get("gone") != "":
			c.Products = append(c.Products, mine)
			return nil
		case at < 0:
			p.Fault = p.Text.Gone
			return errGone
		}
		merged, conflicts := catalogfile.Merge(p.Base, mine, c.Products[at])
		if len(conflicts) > 0 {
			e.conflicts(p, c.Products[at], merged, conflicts)
			return errStop
		}
		c.Products[at] = merged
		recountOf(p.draft, recount)
		return nil
	})
	switch {
	case errors.Is(err, errGone):
		p.Wrong["gone"] = p.Fault
		e.showProduct(w, http.StatusConflict, p)
		return
	case errors.Is(err, errStop):
		e.showProduct(w, http.StatusConflict, p)
		return
	case err != nil:
		e.faults(p, err)
		e.showProduct(w, http.StatusConflict, p)
		return
	}
	if version, err = e.recount(r.Context(), recount, version); err != nil {
		e.trouble(w, r, o, err)
		return
	}
	if c, err := e.file.Read(); err == nil && id == 0 {
		for _, product := range c.Products {
			if product.Text("slug") == slug {
				id = product.ID()
			}
		}
	}
	e.log.Printf("the page of products: version %d by %s: product %d", version, o.By(), id)
	e.done(w, r, e.site().Prefix()+listAddress+"/"+strconv.Itoa(id), version)
}

// recountOf finds the units that were typed.
func recountOf(d *draft, into map[cart.Key]int) {
	add := func(variant int, typed, was string) {
		if units, err := strconv.Atoi(typed); err == nil && typed != was {
			into[cart.KeyOf(d.Base.ID(), variant)] = units
		}
	}
	add(0, d.Stock, d.WasStock)
	for _, v := range d.Variants {
		if v.ID > 0 {
			add(v.ID, v.Stock, v.WasStock)
		}
	}
}

// conflicts shows what somebody else has saved meanwhile. The draft keeps what the
// owner typed, and takes what only the other has changed.
func (e *Editor) conflicts(p *productPage, theirs, merged catalogfile.Object, list []catalogfile.Conflict) {
	p.Fault = p.Text.Meanwhile
	var fields []catalogfile.Field
	for _, c := range list {
		of := ""
		for _, v := range append(theirs.Objects("variants"), p.Base.Objects("variants")...) {
			if c.Variant > 0 && v.ID() == c.Variant {
				of = strings.Join(v.Texts("values"), " / ")
			}
		}
		p.Conflicts = append(p.Conflicts, newConflict(p.Text.Fields, p.Text.Differs, c, of))
		fields = append(fields, c.Field)
	}
	text, _ := json.Marshal(fields)
	p.Conflicting = string(text)
	p.Others = p.fields(catalogfile.FieldChanges(p.Base, theirs))
	p.show(merged, theirs, fields)
}

// show puts a product into the draft, which starts from theirs. Units that were typed
// stay, also where the file has that number already, unless their field is in conflict.
func (p *productPage) show(product, theirs catalogfile.Object, conflicts []catalogfile.Field) {
	typed, shown := p.draft, newDraft(theirs, nil)
	p.draft = newDraft(product, nil)
	p.draft.Base, p.draft.WasStock = theirs, shown.Stock
	keep := func(variant int, stock, was string) bool {
		return stock != was && !slices.Contains(conflicts, catalogfile.Field{Variant: variant, Name: "stock"})
	}
	if keep(0, typed.Stock, typed.WasStock) {
		p.draft.Stock, p.draft.WasStock = typed.Stock, typed.WasStock
	}
	for i := range p.draft.Variants {
		v := &p.draft.Variants[i]
		v.WasStock = ""
		for _, other := range shown.Variants {
			if other.ID == v.ID {
				v.WasStock = other.Stock
			}
		}
		for _, row := range typed.Variants {
			if row.ID == v.ID && v.ID > 0 && keep(v.ID, row.Stock, row.WasStock) {
				v.Stock, v.WasStock = row.Stock, row.WasStock
			}
		}
	}
}

// useTheirs puts what the other person saved into the fields in conflict.
func (e *Editor) useTheirs(p *productPage, r *http.Request) {
	var fields []catalogfile.Field
	json.Unmarshal([]byte(r.PostForm.Get("conflicts")), &fields)
	base := p.Base
	p.show(catalogfile.Take(p.apply(base, e.amount), base, fields...), base, fields)
}
