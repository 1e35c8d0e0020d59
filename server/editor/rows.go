package editor

import (
	"slices"
	"strconv"
	"strings"
)

// maxRows is how many variants a product may get by making all rows.
const maxRows = 1000

// press does what a button within the page says, without saving anything. It reports
// whether there is such a button.
func (d *draft) press(do string, all func(name string) string) bool {
	what, number, _ := strings.Cut(do, ".")
	n, _ := strconv.Atoi(number)
	switch what {
	case "earlier":
		swap(d.Images, n, n-1)
	case "later":
		swap(d.Images, n, n+1)
	case "unpicture":
		d.Images = without(d.Images, n)
	case "addoption":
		d.Options = append(d.Options, optionDraft{})
	case "unoption":
		d.removeOption(n)
	case "rows":
		d.makeRows(true)
	case "photos": // they are in the form already
	case "unrow":
		d.Variants = without(d.Variants, n)
	case "all":
		for i := range d.Variants {
			v := &d.Variants[i]
			for name, to := range map[string]*string{"all.price": &v.Price, "all.compareAtPrice": &v.Compare, "all.stock": &v.Stock} {
				if typed := strings.TrimSpace(all(name)); typed != "" {
					*to = typed
				}
			}
		}
	default:
		return false
	}
	return true
}

// focus returns the button that gets the focus after a picture was moved: the same one,
// where the picture is now, or the other one at the end of the list.
func (d *draft) focus(do string) string {
	what, number, _ := strings.Cut(do, ".")
	n, _ := strconv.Atoi(number)
	last := len(d.Images) - 1
	switch {
	case what == "earlier" && n-1 <= 0:
		return "later.0"
	case what == "earlier":
		return "earlier." + strconv.Itoa(n-1)
	case what == "later" && n+1 >= last:
		return "earlier." + strconv.Itoa(last)
	case what == "later":
		return "later." + strconv.Itoa(n+1)
	}
	return ""
}

func swap[T any](list []T, a, b int) {
	if a >= 0 && b >= 0 && a < len(list) && b < len(list) {
		list[a], list[b] = list[b], list[a]
	}
}

func without[T any](list []T, at int) []T {
	if at < 0 || at >= len(list) {
		return list
	}
	return slices.Delete(list, at, at+1)
}

// removeOption removes an option and its value from every row. Of rows that are the
// same then, the first stays.
func (d *draft) removeOption(n int) {
	if n < 0 || n >= len(d.Options) {
		return
	}
	d.Options = without(d.Options, n)
	seen := map[string]bool{}
	var rows []variantDraft
	for _, v := range d.Variants {
		v.Values = without(slices.Clone(v.Values), n)
		if key := strings.Join(v.Values, "\x00"); !seen[key] && len(v.Values) > 0 {
			seen[key] = true
			rows = append(rows, v)
		}
	}
	d.Variants = rows
}

// makeRows brings the rows in line with the options: a value that was renamed is
// renamed in them, rows of removed values go, a new option gets its first value in
// every row. It adds rows for every combination if every is set, or else only for
// values that no row has.
func (d *draft) makeRows(every bool) {
	d.Options = slices.DeleteFunc(d.Options, func(o optionDraft) bool { return o.Name == "" && o.Values == "" })
	values := make([][]string, len(d.Options))
	count := 1
	for i := range d.Options {
		o := &d.Options[i]
		values[i] = lines(o.Values)
		d.rename(i, lines(o.Was), values[i])
		o.Was = strings.Join(values[i], "\n")
		count *= len(values[i])
	}
	d.Variants = slices.DeleteFunc(d.Variants, func(v variantDraft) bool { return !fits(v.Values, values) })
	if len(values) == 0 || count == 0 || count > maxRows {
		return
	}
	have := map[string]bool{}
	for _, v := range d.Variants {
		have[strings.Join(v.Values, "\x00")] = true
	}
	for n := range count {
		row, rest := make([]string, len(values)), n
		for i := len(values) - 1; i >= 0; i-- {
			row[i], rest = values[i][rest%len(values[i])], rest/len(values[i])
		}
		if !have[strings.Join(row, "\x00")] && (every || d.hasNew(row)) {
			d.Variants = append(d.Variants, variantDraft{Values: row})
		}
	}
	d.sortRows(values)
}

// hasNew reports whether a row has a value that no variant from the file has.
func (d *draft) hasNew(row []string) bool {
	for i, value := range row {
		if !slices.ContainsFunc(d.Variants, func(v variantDraft) bool { return v.ID > 0 && v.Values[i] == value }) {
			return true
		}
	}
	return false
}

// rename gives renamed values to the rows: as many values as before, at the same
// place. Rows without a value of a new option get its first one.
func (d *draft) rename(at int, before, now []string) {
	for i := range d.Variants {
		v := &d.Variants[i]
		if len(v.Values) == at && len(now) > 0 {
			v.Values = append(slices.Clone(v.Values), now[0])
		}
		if at >= len(v.Values) || len(before) != len(now) {
			continue
		}
		place := slices.Index(before, v.Values[at])
		if place >= 0 && !slices.Contains(now, v.Values[at]) && !slices.Contains(before, now[place]) {
			v.Values = slices.Clone(v.Values)
			v.Values[at] = now[place]
		}
	}
}

// fits reports whether each option has the value of a row.
func fits(row []string, values [][]string) bool {
	if len(row) != len(values) {
		return false
	}
	for i, value := range row {
		if !slices.Contains(values[i], value) {
			return false
		}
	}
	return true
}

// sortRows sorts the rows by the order of the values.
func (d *draft) sortRows(values [][]string) {
	slices.SortStableFunc(d.Variants, func(a, b variantDraft) int {
		for i := range values {
			if c := slices.Index(values[i], a.Values[i]) - slices.Index(values[i], b.Values[i]); c != 0 {
				return c
			}
		}
		return 0
	})
}
