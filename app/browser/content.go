package browser

// content is what a field of a page holds.
type content struct {
	kind        string // its tag, or "RADIO"
	value       string // of a field that takes text or a choice
	came        string // the value in the page's HTML
	checked     bool   // of a radio button
	cameChecked bool
}

// typed reports whether the shopper has changed the content.
func (c content) typed() bool { return c.value != c.came || c.checked && !c.cameChecked }

// restoring returns how a field of the program's page gets the content of its
// counterpart on the server's page: "click" for a click on it, "input" or "change"
// for that event after its value is set, or "" if there is nothing to do.
func (c content) restoring(old content) string {
	switch {
	case c.kind == "RADIO" && !c.checked:
		return "click"
	case c.kind == "RADIO" || c.value == old.value:
		return ""
	case c.kind == "SELECT":
		return "change"
	default:
		return "input"
	}
}

// pressLimit is how long a press may last, in milliseconds. The browser does not
// report the end of every press.
const pressLimit = 5000

// pressLasts reports whether a press that began at a time lasts, both in
// milliseconds since 1970.
func pressLasts(begun, now int64) bool { return now-begun < pressLimit }
