package admin

import (
	"bytes"
	"cmp"
	"context"
	"net/http"
	"strconv"
	"time"

	"carrito/server/plaincsv"
	"carrito/server/sales"
)

// lowLimit returns the most units that a product has when the owner is told of it.
func (h *Handler) lowLimit() int { return cmp.Or(h.site().Shop.LowStock, sales.FewLeft) }

func (h *Handler) lowStock(ctx context.Context) ([]sales.Low, error) {
	left, err := h.store.Stock(ctx)
	if err != nil {
		return nil, err
	}
	return sales.LowStock(h.site().Catalog, left, h.lowLimit()), nil
}

// salesFile sends a table of the page as a file.
func (h *Handler) salesFile(w http.ResponseWriter, r *http.Request, _ session) {
	var rows [][]string
	var err error
	q := readSalesQuery(r.URL.Query(), time.Now())
	name := r.PathValue("file")
	switch name {
	case "periodos.csv":
		rows, err = h.periodRows(r.Context(), q)
	case "productos.csv":
		rows, err = h.productRows(r.Context(), q)
	case "stock.csv":
		rows, err = h.lowRows(r.Context())
	default:
		h.notFound.ServeHTTP(w, r)
		return
	}
	var b bytes.Buffer
	if err == nil {
		err = writeRows(&b, rows)
	}
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	b.WriteTo(w)
}

func writeRows(to *bytes.Buffer, rows [][]string) error {
	table, err := plaincsv.NewWriter(to)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := table.Write(row); err != nil {
			return err
		}
	}
	return table.Flush()
}

func (h *Handler) periodRows(ctx context.Context, q salesQuery) ([][]string, error) {
	data, err := h.salesData(ctx, q)
	rows := [][]string{{"from", "to", "currency", "orders", "revenue", "average", "cancelled", "refunded", "unpaid", "returned"}}
	for _, currency := range data.currencies(h.site().Shop) {
		for i, in := range data.in(currency) {
			rows = append(rows, []string{
				q.bounds[i].Format(dateForm), q.bounds[i+1].AddDate(0, 0, -1).Format(dateForm), currency,
				strconv.Itoa(in.Orders), in.Revenue.String(), sales.Average(in.Revenue, in.Orders).String(),
				strconv.Itoa(in.Cancelled), strconv.Itoa(in.Refunded), strconv.Itoa(in.Unpaid), in.Returned.String(),
			})
		}
	}
	return rows, err
}

func (h *Handler) productRows(ctx context.Context, q salesQuery) ([][]string, error) {
	from, to := q.whole()
	best, err := h.store.Best(ctx, from, to)
	rows := [][]string{{"product", "name", "currency", "units", "amount"}}
	for _, p := range best {
		name := p.Name
		if known, ok := h.site().Catalog.Product(p.Product); ok {
			name = known.Name
		}
		rows = append(rows, []string{strconv.Itoa(p.Product), name, p.Currency, strconv.Itoa(p.Units), p.Amount.String()})
	}
	return rows, err
}

func (h *Handler) lowRows(ctx context.Context) ([][]string, error) {
	low, err := h.lowStock(ctx)
	rows := [][]string{{"product", "variant", "name", "variant name", "sku", "units"}}
	for _, l := range low {
		variant := ""
		if l.Variant > 0 {
			variant = strconv.Itoa(l.Variant)
		}
		rows = append(rows, []string{strconv.Itoa(l.Product), variant, l.Name, l.VariantName, l.SKU, strconv.Itoa(l.Units)})
	}
	return rows, err
}
