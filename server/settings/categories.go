package settings

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/site"
)

// categoriesPage is the data of the template categories.
type categoriesPage struct {
	frame
	Address, Versions string
	Rows              []categoryRow
	Which, To         string // of the category that is to be removed
}

// categoryRow is a category with what the owner has typed.
type categoryRow struct {
	Was, Name string
	Count     string
	Link      string
	About     string // address of the page of its photo and text
	Fault     string
}

// categories returns the categories of a catalogue in the order of the menu, hidden
// products among them.
func categories(c *catalogfile.Catalogue, digits int) (*catalog.Catalog, error) {
	return catalog.Parse(string(c.Bytes()), digits, nil)
}

func (p *Pages) digits() int { return p.site().Shop.Money.Digits }

func (p *Pages) showCategories(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	page, err := p.categoriesPage(r, o)
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	p.show(w, http.StatusOK, "categories", page)
}

func (p *Pages) categoriesPage(r *http.Request, o admin.Owner) (*categoriesPage, error) {
	prefix := p.site().Prefix()
	page := &categoriesPage{frame: p.frame(r, o), Address: prefix + categoriesAddress, Versions: prefix + "/admin/productos/versiones"}
	c, err := p.catalogue.Read()
	if err != nil {
		return nil, err
	}
	all, err := categories(c, p.digits())
	if err != nil {
		return nil, err
	}
	for _, one := range all.Categories() {
		page.Rows = append(page.Rows, categoryRow{Was: one.Name, Name: one.Name, Count: page.Text.Products(one.Count), Link: prefix + address.Category(one.Slug), About: page.Address + "/" + url.PathEscape(one.Slug)})
	}
	return page, nil
}

// changeCategories saves what was typed, and does what a button says.
func (p *Pages) changeCategories(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	page, err := p.categoriesPage(r, o)
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	change := newCategoryChange(r.PostForm.Get)
	if isOld(r) {
		page.take(change)
		page.Fault = page.Editor.OldForm
		p.show(w, http.StatusOK, "categories", page)
		return
	}
	change.digits = p.digits()
	version := 0
	c, err := p.catalogue.Read()
	if err == nil {
		err = change.edit(c)
	}
	if err == nil { // first: an address that leads nowhere yet is harmless
		err = p.move(o.By(), change)
	}
	if err == nil {
		version, err = p.catalogue.Update(o.By(), change.edit)
	}
	if err == nil {
		if err = p.moveTexts(o.By(), change); err != nil {
			p.textsLeft(w, r, o, err)
			return
		}
	}
	var fault categoryFault
	switch {
	case errors.As(err, &fault):
		page.take(change)
		page.Fault = fault.text(page.frame)
		for i := range page.Rows {
			if page.Rows[i].Was == fault.row {
				page.Rows[i].Fault, page.Fault = page.Fault, page.Editor.NotSaved
			}
		}
		p.show(w, http.StatusConflict, "categories", page)
	case err != nil:
		page.take(change)
		p.unwritten(&page.frame, err)
		p.show(w, http.StatusInternalServerError, "categories", page)
	default:
		p.done(w, r, o, categoriesAddress, version)
	}
}

// textsLeft answers if names are saved and what is said about their categories could not
// follow.
func (p *Pages) textsLeft(w http.ResponseWriter, r *http.Request, o admin.Owner, err error) {
	page, wrong := p.categoriesPage(r, o)
	if wrong != nil {
		p.trouble(w, r, o, errors.Join(err, wrong))
		return
	}
	p.unwritten(&page.frame, err)
	page.Fault = page.Text.CategoryTextLeft
	p.show(w, http.StatusInternalServerError, "categories", page)
}

// take puts what was typed into the rows.
func (p *categoriesPage) take(c *categoryChange) {
	for i, row := range p.Rows {
		if name, ok := c.names[row.Was]; ok {
			p.Rows[i].Name = name
		}
	}
	p.Which, p.To = c.which, c.to
}

// categoryChange is one form.
type categoryChange struct {
	names     map[string]string // new names, by those that the page showed
	order     []string          // those in the order of the page
	do        string
	which, to string
	digits    int

	moved   map[string]string // slugs after the change, by those before it
	slugs   map[string]string // slugs before the change, by names
	renamed map[string]string // names after the change, by those before it; empty for a category that is removed
}

func newCategoryChange(get func(string) string) *categoryChange {
	c := &categoryChange{names: map[string]string{}, do: get("do"), which: get("which"), to: get("to")}
	for i := 0; get("was."+strconv.Itoa(i)) != ""; i++ {
		was := get("was." + strconv.Itoa(i))
		c.names[was] = strings.Join(strings.Fields(get("name."+strconv.Itoa(i))), " ")
		c.order = append(c.order, was)
	}
	return c
}

// categoryFault is what keeps a form from being saved.
type categoryFault struct {
	row  string // the category, or empty
	text func(frame) string
}

func (categoryFault) Error() string { return "the categories cannot be changed so" }

// edit changes the catalogue by what was typed and pressed.
func (c *categoryChange) edit(to *catalogfile.Catalogue) error {
	before, err := categories(to, c.digits)
	if err != nil {
		return err
	}
	in := map[int]string{} // the category of each product
	slugs := map[string]string{}
	for _, one := range before.Categories() {
		slugs[one.Name] = one.Slug
		for _, product := range one.Products {
			in[product.ID] = one.Name
		}
	}
	set := func(was, name string) {
		for i, product := range to.Products {
			if category, ok := in[product.ID()]; ok && category == was {
				if to.Products[i] = product.With("category", name); name == "" {
					to.Products[i] = product.With("category", nil)
				}
			}
		}
	}
	became := map[string]string{} // names after the change, by those before it
	c.renamed = map[string]string{}
	for _, was := range c.order {
		name := c.names[was]
		if name == was {
			continue
		}
		if err := c.checkName(was, name, slugs); err != nil {
			return err
		}
		set(was, name)
		became[was], c.renamed[was] = name, name
	}
	if c.do == "delete" {
		if err := c.checkDelete(slugs); err != nil {
			return err
		}
		into := c.to
		if name, ok := became[into]; ok {
			into = name
		}
		set(c.which, into)
		c.renamed[c.which] = ""
		if became[c.which] = into; into == "" {
			delete(became, c.which)
		}
	}
	if err := c.arrange(to, became); err != nil {
		return err
	}
	return c.note(to, slugs, became)
}

func (c *categoryChange) checkName(was, name string, slugs map[string]string) error {
	if slugs[was] == "" {
		return categoryFault{"", func(f frame) string { return f.Text.CategoryGone(was) }}
	}
	if name == "" {
		return categoryFault{was, func(f frame) string { return f.Text.CategoryMissing }}
	}
	for other := range slugs {
		typed, ok := c.names[other]
		if !ok {
			typed = other
		}
		if other != was && catalog.Slug(typed) == catalog.Slug(name) {
			return categoryFault{was, func(f frame) string { return f.Text.CategoryTaken }}
		}
	}
	return nil
}

func (c *categoryChange) checkDelete(slugs map[string]string) error {
	switch {
	case c.which == "" || c.to == c.which:
		return categoryFault{"", func(f frame) string { return f.Text.ChooseFirst }}
	case slugs[c.which] == "":
		return categoryFault{"", func(f frame) string { return f.Text.CategoryGone(c.which) }}
	case c.to != "" && slugs[c.to] == "":
		return categoryFault{"", func(f frame) string { return f.Text.CategoryGone(c.to) }}
	}
	return nil
}

// arrange moves a category up or down, if a button says so. The menu is in the order of
// the first products in the file, so the first product of the one moves before that of
// the other. Lists do not go by it.
func (c *categoryChange) arrange(to *catalogfile.Catalogue, became map[string]string) error {
	verb, place, _ := strings.Cut(c.do, ".")
	n, err := strconv.Atoi(place)
	if err != nil || n < 0 || n >= len(c.order) || verb != "up" && verb != "down" {
		return nil
	}
	name := c.order[n]
	if now, ok := became[name]; ok {
		name = now
	}
	all, err := categories(to, c.digits)
	if err != nil {
		return err
	}
	list := all.Categories()
	at := slices.IndexFunc(list, func(one catalog.Category) bool { return one.Name == name })
	if verb == "down" {
		at++
	}
	if at < 1 || at >= len(list) {
		return nil
	}
	first, second := to.Find(list[at-1].Products[0].ID), to.Find(list[at].Products[0].ID)
	if first < 0 || second < 0 || first > second {
		return nil
	}
	product := to.Products[second]
	to.Products = slices.Insert(slices.Delete(to.Products, second, second+1), first, product)
	return nil
}

// note records how slugs have changed.
func (c *categoryChange) note(to *catalogfile.Catalogue, slugs, became map[string]string) error {
	after, err := categories(to, c.digits)
	if err != nil {
		return err
	}
	c.moved, c.slugs = map[string]string{}, slugs
	for was, name := range became {
		for _, one := range after.Categories() {
			if one.Name == name && one.Slug != slugs[was] {
				c.moved[slugs[was]] = one.Slug
			}
		}
	}
	return nil
}

// move records in shop.json where categories went. It changes nothing if the file would
// have faults once the texts have moved, too.
func (p *Pages) move(by string, c *categoryChange) error {
	if len(c.renamed) == 0 {
		return nil
	}
	_, err := p.shop.Update(by, func(before []byte) (after []byte, err error) {
		if after = before; len(c.moved) > 0 {
			after, err = withMoved(before, c.moved, c.removed())
		}
		if err == nil {
			_, err = p.renamed(after, c.renamed)
		}
		return after, err
	})
	return err
}

// moveTexts takes along what shop.json says about renamed categories. It comes after the
// catalogue: a change that fails must not part texts from their categories.
func (p *Pages) moveTexts(by string, c *categoryChange) error {
	if len(c.renamed) == 0 {
		return nil
	}
	_, err := p.shop.Update(by, func(before []byte) ([]byte, error) { return p.renamed(before, c.renamed) })
	return err
}

// renamed is rename with a check of the result.
func (p *Pages) renamed(before []byte, became map[string]string) ([]byte, error) {
	after, err := rename(before, became)
	if err == nil {
		err = site.CheckShop(p.files, after)
	}
	return after, err
}

// categoryNames returns the names of the categories by their slugs. It returns none if
// products.json cannot be read.
func (p *Pages) categoryNames() map[string]string {
	names := map[string]string{}
	c, err := p.catalogue.Read()
	if err != nil {
		return names
	}
	all, err := categories(c, p.digits())
	if err != nil {
		return names
	}
	for _, one := range all.Categories() {
		names[one.Slug] = one.Name
	}
	return names
}

// removed returns the slugs of categories whose products went to others, in order.
func (c *categoryChange) removed() (slugs []string) {
	for was, name := range c.renamed {
		if name == "" {
			slugs = append(slugs, c.slugs[was])
		}
	}
	slices.Sort(slugs)
	return slugs
}

// withMoved returns shop.json with where categories went, also those that went before.
// removed are those that went because they were removed.
func withMoved(before []byte, moved map[string]string, removed []string) ([]byte, error) {
	earlier, joined, err := readMoved(before)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for from, to := range earlier {
		if next, ok := moved[to]; ok {
			to = next
		}
		all[from] = to
	}
	for from, to := range moved {
		all[from] = to
	}
	for from, to := range all {
		if from == to {
			delete(all, from)
		}
	}
	joined = slices.DeleteFunc(joined, func(slug string) bool { return moved[slug] != "" || all[slug] == "" })
	joined = append(joined, slices.DeleteFunc(removed, func(slug string) bool { return all[slug] == "" })...)
	var places, list json.RawMessage
	if len(all) > 0 {
		places, _ = json.Marshal(all)
	}
	if len(joined) > 0 {
		list, _ = json.Marshal(joined)
	}
	after, err := patched(before, []string{"moved"}, places)
	if err != nil {
		return nil, err
	}
	return patched(after, []string{"joined"}, list)
}
