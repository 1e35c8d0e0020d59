package listing

import (
	"maps"
	"slices"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/shop"
)

// Structured returns the structured data of a product's page, whose JSON is text.
func (l *Lister) Structured(p *catalog.Product, text string) Product {
	items := l.Items(p, text)
	if items[0].Group == "" {
		single := l.variant(items[0])
		single.Context, single.Name, single.Description = schemaContext, line(p.Name), clean(p.Description)
		return single
	}
	group := Product{
		Context: schemaContext, Type: "ProductGroup", Name: line(p.Name), Description: clean(p.Description), URL: encoded(l.Site.Full(address.Product(p.ID))),
		Category: items[0].Category, Brand: brand(items[0]), GroupID: items[0].Group, Image: items[0].Images,
	}
	varies := map[string]bool{}
	for _, item := range items {
		variant := l.variant(item)
		variant.Description, variant.Category, variant.InGroup, variant.Brand = "", "", item.Group, nil // those of the group
		group.Variants = append(group.Variants, variant)
		for name := range item.Attributes {
			varies[name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(varies)) {
		group.VariesBy = append(group.VariesBy, schemaContext+"/"+variesBy[name])
	}
	return group
}

// variesBy are the properties of schema.org that attributes are.
var variesBy = map[string]string{
	size: "size", color: "color", material: "material", pattern: "pattern", gender: "suggestedGender", ageGroup: "suggestedAge",
}

func brand(item Item) *Named {
	if item.Brand == "" {
		return nil
	}
	return &Named{"Brand", item.Brand}
}

// variant returns an item as a Product.
func (l *Lister) variant(item Item) Product {
	p := Product{
		Type: "Product", Name: item.Title, Description: item.Description, URL: item.Link, Image: item.Images, SKU: item.SKU, GTIN: item.GTIN,
		MPN: item.MPN, Brand: brand(item), Category: item.Category, Size: item.Attributes[size], Color: item.Attributes[color],
		Material: item.Attributes[material], Pattern: item.Attributes[pattern],
		Offers: l.offer(item),
	}
	if sex, age := item.Attributes[gender], item.Attributes[ageGroup]; sex != "" || age != "" {
		p.Audience = &Audience{"PeopleAudience", sex, age}
	}
	for _, c := range item.Others {
		p.Properties = append(p.Properties, PropertyValue{"PropertyValue", c.Option, c.Value})
	}
	return p
}

// conditions are the conditions in schema.org.
var conditions = map[string]string{
	Unused: schemaContext + "/NewCondition", Refurbished: schemaContext + "/RefurbishedCondition", Used: schemaContext + "/UsedCondition",
}

func (l *Lister) offer(item Item) *Offer {
	offer := &Offer{
		Type: "Offer", URL: item.Link, Price: item.Price.String(), Currency: l.Shop.Currency,
		Availability:  schemaContext + "/" + availability(item, "InStock", "OutOfStock"),
		ItemCondition: conditions[item.Condition], Seller: &Named{"OnlineStore", line(l.Shop.Name)}, Returns: l.returns(),
	}
	if !item.Was.Zero() {
		offer.Before = &Before{"UnitPriceSpecification", schemaContext + "/StrikethroughPrice", item.Was.String(), l.Shop.Currency}
	}
	for _, s := range item.Shipping {
		offer.Shipping = append(offer.Shipping, ShippingFor{
			"OfferShippingDetails", &Money{"MonetaryAmount", s.Price.String(), l.Shop.Currency}, &Region{"DefinedRegion", s.Country},
		})
	}
	return offer
}

// returnMethods are the ways of returning goods in schema.org.
var returnMethods = map[string]string{shop.ByMail: schemaContext + "/ReturnByMail", shop.InStore: schemaContext + "/ReturnInStore"}

// returns returns the shop's policy on returned goods, or nil if shop.json has none.
func (l *Lister) returns() *ReturnPolicy {
	r, country := l.Shop.Returns, l.Shop.Country()
	if r.Days == 0 && !r.None || len(country) != 2 || country == "EU" {
		return nil
	}
	policy := &ReturnPolicy{Type: "MerchantReturnPolicy", Country: country}
	if r.None {
		policy.Category = schemaContext + "/MerchantReturnNotPermitted"
		return policy
	}
	policy.Category, policy.Days = schemaContext+"/MerchantReturnFiniteReturnWindow", r.Days
	for _, method := range r.Methods {
		policy.Methods = append(policy.Methods, returnMethods[method])
	}
	switch r.Fees {
	case "":
	case shop.FreeReturn:
		policy.Fees = schemaContext + "/FreeReturn"
	case shop.CustomerPays:
		policy.Fees = schemaContext + "/ReturnFeesCustomerResponsibility"
	default:
		policy.Fees, policy.Amount = schemaContext+"/ReturnShippingFees", &Money{"MonetaryAmount", r.Fees, l.Shop.Currency}
	}
	return policy
}

// Store returns the structured data of the shop itself. logo is the address of its
// icon; it may be empty.
func (l *Lister) Store(logo string) Store {
	s := l.Shop
	home := encoded(l.Site.Full(address.Home))
	store := Store{
		Context: schemaContext, Type: "OnlineStore", ID: home + "#shop", Name: line(s.Name), URL: home, Description: clean(s.Description),
		Email: s.Contact.Email, Address: line(s.Contact.Address), Returns: l.returns(),
	}
	if s.Contact.WhatsApp != "" {
		store.Telephone = "+" + s.Contact.WhatsApp
	}
	if logo != "" {
		store.Logo = encoded(l.Site.File(logo))
	}
	if s.Cover.Src != "" {
		store.Image = encoded(l.Site.File(s.Cover.Src))
	}
	return store
}

// Collection returns the structured data of the page at a path with a category of the given
// name, about which the owner says something.
func (l *Lister) Collection(name, path string, said shop.Category) Collection {
	c := Collection{Context: schemaContext, Type: "CollectionPage", Name: line(name), URL: encoded(l.Site.Full(path)), Description: clean(said.Text)}
	if said.Picture.Src != "" {
		c.Image = encoded(l.Site.File(said.Picture.Src))
	}
	return c
}

// searchTerm is the variable in the address of a search.
const searchTerm = "search_term_string"

// Website returns the structured data of the website, with its search.
func (l *Lister) Website() Website {
	home := encoded(l.Site.Full(address.Home))
	return Website{
		Context: schemaContext, Type: "WebSite", Name: line(l.Shop.Name), URL: home, Publisher: Reference{home + "#shop"},
		Search: SearchAction{
			"SearchAction", EntryPoint{"EntryPoint", encoded(l.Site.Full(address.Search)) + "?q={" + searchTerm + "}"},
			"required name=" + searchTerm,
		},
	}
}
