package listing

// The types below are types of schema.org that search engines read. A field that is
// left out has its zero value.

const schemaContext = "https://schema.org"

// Product is a Product, or a ProductGroup with its variants.
type Product struct {
	Context     string          `json:"@context,omitempty"`
	Type        string          `json:"@type"`
	Name        string          `json:"name"`
	Description string          `json:"description,omitempty"`
	URL         string          `json:"url,omitempty"`
	Image       []string        `json:"image,omitempty"`
	SKU         string          `json:"sku,omitempty"`
	GTIN        string          `json:"gtin,omitempty"`
	MPN         string          `json:"mpn,omitempty"`
	Brand       *Named          `json:"brand,omitempty"`
	Category    string          `json:"category,omitempty"`
	Size        string          `json:"size,omitempty"`
	Color       string          `json:"color,omitempty"`
	Material    string          `json:"material,omitempty"`
	Pattern     string          `json:"pattern,omitempty"`
	Audience    *Audience       `json:"audience,omitempty"`
	Properties  []PropertyValue `json:"additionalProperty,omitempty"`
	GroupID     string          `json:"productGroupID,omitempty"`
	InGroup     string          `json:"inProductGroupWithID,omitempty"`
	VariesBy    []string        `json:"variesBy,omitempty"`
	Variants    []Product       `json:"hasVariant,omitempty"`
	Offers      *Offer          `json:"offers,omitempty"`
}

// Named is a thing with a name, such as a Brand.
type Named struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// Audience is a PeopleAudience.
type Audience struct {
	Type   string `json:"@type"`
	Gender string `json:"suggestedGender,omitempty"`
	Age    string `json:"suggestedAge,omitempty"`
}

// PropertyValue is the value of an option.
type PropertyValue struct {
	Type  string `json:"@type"`
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Offer is an Offer. Its price is the one that a shopper pays.
type Offer struct {
	Type          string        `json:"@type"`
	URL           string        `json:"url"`
	Price         string        `json:"price"`
	Currency      string        `json:"priceCurrency"` // ISO 4217
	Before        *Before       `json:"priceSpecification,omitempty"`
	Availability  string        `json:"availability"`
	ItemCondition string        `json:"itemCondition"`
	Seller        *Named        `json:"seller,omitempty"`
	Shipping      []ShippingFor `json:"shippingDetails,omitempty"`
	Returns       *ReturnPolicy `json:"hasMerchantReturnPolicy,omitempty"`
}

// Before is the UnitPriceSpecification of the price before a reduction.
type Before struct {
	Type      string `json:"@type"`
	PriceType string `json:"priceType"`
	Price     string `json:"price"`
	Currency  string `json:"priceCurrency"`
}

// ShippingFor is an OfferShippingDetails.
type ShippingFor struct {
	Type        string  `json:"@type"`
	Rate        *Money  `json:"shippingRate"`
	Destination *Region `json:"shippingDestination"`
}

// Money is a MonetaryAmount.
type Money struct {
	Type     string `json:"@type"`
	Value    string `json:"value"`
	Currency string `json:"currency"`
}

// Region is a DefinedRegion.
type Region struct {
	Type    string `json:"@type"`
	Country string `json:"addressCountry"`
}

// ReturnPolicy is a MerchantReturnPolicy.
type ReturnPolicy struct {
	Type     string   `json:"@type"`
	Country  string   `json:"applicableCountry"`
	Category string   `json:"returnPolicyCategory"`
	Days     int      `json:"merchantReturnDays,omitempty"`
	Methods  []string `json:"returnMethod,omitempty"`
	Fees     string   `json:"returnFees,omitempty"`
	Amount   *Money   `json:"returnShippingFeesAmount,omitempty"`
}

// Store is an OnlineStore.
type Store struct {
	Context     string        `json:"@context"`
	Type        string        `json:"@type"`
	ID          string        `json:"@id"`
	Name        string        `json:"name"`
	URL         string        `json:"url"`
	Description string        `json:"description,omitempty"`
	Logo        string        `json:"logo,omitempty"`
	Image       string        `json:"image,omitempty"`
	Email       string        `json:"email,omitempty"`
	Telephone   string        `json:"telephone,omitempty"`
	Address     string        `json:"address,omitempty"`
	Returns     *ReturnPolicy `json:"hasMerchantReturnPolicy,omitempty"`
}

// Collection is a CollectionPage, the page of a category.
type Collection struct {
	Context     string `json:"@context"`
	Type        string `json:"@type"`
	Name        string `json:"name"`
	URL         string `json:"url"`
	Description string `json:"description,omitempty"`
	Image       string `json:"image,omitempty"`
}

// Website is a WebSite with its search.
type Website struct {
	Context   string       `json:"@context"`
	Type      string       `json:"@type"`
	Name      string       `json:"name"`
	URL       string       `json:"url"`
	Publisher Reference    `json:"publisher"`
	Search    SearchAction `json:"potentialAction"`
}

// Reference refers to another object by its id.
type Reference struct {
	ID string `json:"@id"`
}

// SearchAction says where a search leads.
type SearchAction struct {
	Type   string     `json:"@type"`
	Target EntryPoint `json:"target"`
	Input  string     `json:"query-input"`
}

// EntryPoint is the address of a search.
type EntryPoint struct {
	Type     string `json:"@type"`
	Template string `json:"urlTemplate"` // RFC 6570
}
