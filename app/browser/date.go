//go:build js && wasm

package browser

// Day writes the day of a date as a locale does. The date may be in any format
// that the browser parses. Day returns "" if the browser cannot parse it.
//
// The first call takes a slow phone a tenth of a second.
func Day(date, locale string) string {
	return writeDate(date, locale, "dateStyle", "medium")
}

// Moment writes day and time of a date, as [Day] does.
func Moment(date, locale string) string {
	return writeDate(date, locale, "dateStyle", "medium", "timeStyle", "short")
}

// writeDate writes a date with options for toLocaleString.
func writeDate(text, locale string, options ...any) (date string) {
	defer func() {
		if recover() != nil {
			date = ""
		}
	}()
	moment := window.Get("Date").New(text)
	if moment.Call("getTime").IsNaN() {
		return ""
	}
	return moment.Call("toLocaleString", locale, object(options...)).String()
}
