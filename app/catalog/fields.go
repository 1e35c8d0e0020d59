package catalog

// target is a field of products.json and where its value goes.
type target struct {
	name string
	into any
	want string // what to say of a value of another type

	// elements prepares the lists of objects: it makes room for n of them and
	// returns what one is called and its own fields. Nil for any other field.
	elements func(n int) (called string, fields func(i int) []target)
}

const (
	wantWhole   = "must be a whole number"
	wantText    = "must be text"
	wantTexts   = "must be a list of texts"
	wantDecimal = `must be a decimal number in quotes, such as "39.90"`
)

// targets lists the fields of a product, in the order in which their faults
// are told.
func (d *draft) targets() []target {
	return []target{
		{name: "id", into: &d.ID, want: wantWhole},
		{name: "slug", into: &d.Slug, want: wantText},
		{name: "name", into: &d.Name, want: wantText},
		{name: "price", into: &d.Price, want: wantDecimal},
		{name: "compareAtPrice", into: &d.CompareAtPrice, want: wantDecimal},
		{name: "category", into: &d.Category, want: wantText},
		{name: "description", into: &d.Description, want: wantText},
		{name: "tags", into: &d.Tags, want: wantTexts},
		{name: "stock", into: &d.Stock, want: wantWhole},
		{name: "images", into: &d.Images, want: "must be a list of images", elements: elements("image", &d.Images)},
		{name: "options", into: &d.Options, want: "must be a list of options", elements: elements("option", &d.Options)},
		{name: "variants", into: &d.Variants, want: "must be a list of variants", elements: elements("variant", &d.Variants)},
	}
}

func (d *imageDraft) targets() []target {
	return []target{
		{name: "src", into: &d.Src, want: wantText},
		{name: "alt", into: &d.Alt, want: wantText},
		{name: "width", into: &d.Width, want: wantWhole},
		{name: "height", into: &d.Height, want: wantWhole},
	}
}

func (d *optionDraft) targets() []target {
	return []target{
		{name: "name", into: &d.Name, want: wantText},
		{name: "values", into: &d.Values, want: wantTexts},
	}
}

func (d *variantDraft) targets() []target {
	return []target{
		{name: "id", into: &d.ID, want: wantWhole},
		{name: "sku", into: &d.SKU, want: wantText},
		{name: "values", into: &d.Values, want: wantTexts},
		{name: "price", into: &d.Price, want: wantDecimal},
		{name: "compareAtPrice", into: &d.CompareAtPrice, want: wantDecimal},
		{name: "stock", into: &d.Stock, want: wantWhole},
		{name: "image", into: &d.Image, want: wantWhole},
	}
}

// elements returns the preparation of a list of drafts of one kind.
func elements[D any, P interface {
	*D
	targets() []target
}](called string, list *[]D) func(int) (string, func(int) []target) {
	return func(n int) (string, func(int) []target) {
		*list = make([]D, n)
		return called, func(i int) []target { return P(&(*list)[i]).targets() }
	}
}

// fieldRank orders faults by field; what is no field of a product comes last.
func fieldRank(field string) int {
	fields := new(draft).targets()
	for i, target := range fields {
		if target.name == field {
			return i
		}
	}
	return len(fields)
}
