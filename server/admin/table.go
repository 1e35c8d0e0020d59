package admin

import (
	"strconv"
	"time"
)

// TableFault is why a table on the web is not imported.
type TableFault struct {
	Since       time.Time
	Kind        string // a key of words.Text.TableFaults
	Columns     string // those that the table has lost, if it has
	Before, Now int    // the numbers of products, if there are far fewer
}

// tableNotice returns what the owner's pages say of the table on the web, or "".
func (h *Handler) tableNotice() string {
	if h.Table == nil {
		return ""
	}
	fault, failed := h.Table()
	if !failed {
		return ""
	}
	w := h.words()
	why := w.TableFaults[fault.Kind]
	switch fault.Kind {
	case "columns":
		why = w.TableColumns(fault.Columns)
	case "fewer":
		why = w.TableFewer(strconv.Itoa(fault.Now), strconv.Itoa(fault.Before))
	}
	return w.TableNotImported(w.Time(fault.Since.Local()), why)
}
