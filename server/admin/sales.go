package admin

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"carrito/app/address"
	"carrito/app/money"
	"carrito/app/shop"
	"carrito/server/cldr"
	"carrito/server/inbox/orderdb"
	"carrito/server/sales"
)

// shownProducts is how many products each table of the page shows. The files have all.
const shownProducts = 20

// salesPage is the data of the template sales.
type salesPage struct {
	frame
	Units          []filterLink
	Query          string // of this page's address, for the files
	Earlier, Later string // addresses of the periods before and after; empty if there are none
	Currencies     []currencySales
	Low            []lowRow
	LowTip         string
	MoreLow        int // products that the table leaves out
}

// currencySales are the sales in one currency.
type currencySales struct {
	ID                      int
	Name                    string // of the currency; empty if the shop has only one
	Count, Revenue, Average string
	Apart                   string // orders that do not count as sold; empty if there are none
	Plot                    sales.Plot
	Most, PlotName          string
	Periods                 []periodRow // the latest first
	Products                []productRow
	MoreProducts            int
}

type periodRow struct{ Period, Orders, Revenue, Average, Apart string }

type productRow struct {
	Name, Address, Units, Amount string
	Percent                      int // of the amount of the first
}

type lowRow struct{ Name, Address, Units string }

// salesQuery is what an address of the page asks for.
type salesQuery struct {
	unit   sales.Unit
	bounds []time.Time
}

// dateForm is the form of a day in addresses and files.
const dateForm = "2006-01-02"

func readSalesQuery(query url.Values, now time.Time) salesQuery {
	unit := sales.Known(query.Get("por"))
	until, err := time.ParseInLocation(dateForm, query.Get("hasta"), now.Location())
	if err != nil || until.After(now) || until.Year() < 2000 {
		until = now
	}
	return salesQuery{unit, unit.Bounds(until)}
}

// address returns the address of the page n pages later. It is empty if that is after
// now.
func (q salesQuery) address(path string, n int, now time.Time) string {
	query := url.Values{}
	if q.unit != sales.Day {
		query.Set("por", string(q.unit))
	}
	last := q.unit.Step(q.bounds[len(q.bounds)-2], n*q.unit.Shown())
	if last.After(now) {
		return ""
	}
	if last != q.unit.Start(now) {
		query.Set("hasta", last.Format(dateForm))
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

func (q salesQuery) whole() (from, to time.Time) { return q.bounds[0], q.bounds[len(q.bounds)-1] }

// salesData is what the page and its files show.
type salesData struct {
	periods [][]orderdb.Sales
	best    []orderdb.Sold
}

func (h *Handler) salesData(ctx context.Context, q salesQuery) (d salesData, err error) {
	if d.periods, err = h.store.Sales(ctx, q.bounds); err != nil {
		return d, err
	}
	from, to := q.whole()
	d.best, err = h.store.Best(ctx, from, to)
	return d, err
}

// currencies returns the currencies of the orders, that of the shop first.
func (d salesData) currencies(s *shop.Shop) []string {
	list := []string{s.Currency}
	for _, period := range d.periods {
		for _, in := range period {
			if !slices.Contains(list, in.Currency) {
				list = append(list, in.Currency)
			}
		}
	}
	slices.Sort(list[1:])
	return list
}

// in returns the sales of each period in one currency.
func (d salesData) in(currency string) []orderdb.Sales {
	list := make([]orderdb.Sales, len(d.periods))
	for i, period := range d.periods {
		for _, in := range period {
			if in.Currency == currency {
				list[i] = in
			}
		}
	}
	return list
}

func (h *Handler) sales(w http.ResponseWriter, r *http.Request, s session) {
	now := time.Now()
	q := readSalesQuery(r.URL.Query(), now)
	data, err := h.salesData(r.Context(), q)
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	low, err := h.lowStock(r.Context())
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	page := salesPage{frame: h.frame(r, s), LowTip: h.words().LowTip(h.lowLimit())}
	path := page.Admin + "ventas"
	if r.URL.RawQuery != "" {
		page.Query = "?" + r.URL.Query().Encode()
	}
	page.Earlier, page.Later = q.address(path, -1, now), q.address(path, 1, now)
	for _, unit := range sales.Units {
		other := salesQuery{unit, unit.Bounds(now)}
		page.Units = append(page.Units, filterLink{page.Words.SalesUnits[string(unit)], other.address(path, 0, now), unit == q.unit})
	}
	currencies := data.currencies(h.site().Shop)
	for i, currency := range currencies {
		part := h.currencySales(q, currency, data)
		part.ID = i
		if len(currencies) > 1 {
			part.Name = page.Words.SalesIn(currency)
			if currency == "" {
				part.Name = page.Words.SalesOld
			}
		}
		page.Currencies = append(page.Currencies, part)
	}
	page.MoreLow = max(0, len(low)-shownProducts)
	for _, l := range low[:len(low)-page.MoreLow] {
		name := l.Name
		if l.VariantName != "" {
			name += " (" + l.VariantName + ")"
		}
		page.Low = append(page.Low, lowRow{name, h.site().Prefix() + address.Variant(l.Product, l.Variant), page.Words.Units(l.Units)})
	}
	h.show(w, http.StatusOK, "sales", page)
}

// currencySales returns the part of the page about one currency.
func (h *Handler) currencySales(q salesQuery, currency string, data salesData) currencySales {
	w, write := h.words(), cldr.InCurrency(h.site().Shop, currency).Money.Text
	list := data.in(currency)
	var total orderdb.Sales
	var amounts []money.Amount
	part := currencySales{}
	for i, in := range list {
		total = sum(total, in)
		amounts = append(amounts, in.Revenue)
		part.Periods = append(part.Periods, periodRow{h.period(q, i), strconv.Itoa(in.Orders), write(in.Revenue), write(sales.Average(in.Revenue, in.Orders)), h.apart(in, write)})
	}
	slices.Reverse(part.Periods)
	part.Count, part.Revenue, part.Average, part.Apart = w.Count(total.Orders), write(total.Revenue), write(sales.Average(total.Revenue, total.Orders)), h.apart(total, write)
	part.Plot = sales.NewPlot(amounts, func(i int) (label, title string) {
		return h.periodLabel(q, i), w.DaySummary(h.period(q, i), w.Count(list[i].Orders), write(list[i].Revenue))
	})
	part.Most = write(part.Plot.Most)
	part.PlotName = w.SalesPlot(h.period(q, 0), h.period(q, len(list)-1), part.Most)
	best := data.bestIn(currency)
	part.MoreProducts = max(0, len(best)-shownProducts)
	for _, p := range best[:len(best)-part.MoreProducts] {
		row := productRow{Name: p.Name, Units: w.Units(p.Units), Amount: write(p.Amount), Percent: sales.Percent(p.Amount, best[0].Amount)}
		if known, ok := h.site().Catalog.Product(p.Product); ok {
			row.Name, row.Address = known.Name, h.site().Prefix()+address.Product(p.Product)
		}
		part.Products = append(part.Products, row)
	}
	return part
}

// bestIn returns the products that were sold in one currency.
func (d salesData) bestIn(currency string) (list []orderdb.Sold) {
	for _, p := range d.best {
		if p.Currency == currency {
			list = append(list, p)
		}
	}
	return list
}

func sum(a, b orderdb.Sales) orderdb.Sales {
	return orderdb.Sales{
		Orders: a.Orders + b.Orders, Revenue: a.Revenue.Add(b.Revenue), Returned: a.Returned.Add(b.Returned),
		Cancelled: a.Cancelled + b.Cancelled, Refunded: a.Refunded + b.Refunded, Unpaid: a.Unpaid + b.Unpaid,
	}
}
