package fetch

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
)

// PageError is the error for a web page in place of a file.
type PageError struct {
	Host   string
	SignIn bool // whether the page asks to sign in
}

func (e *PageError) Error() string {
	if e.SignIn {
		return fmt.Sprintf("%s asks to sign in: share the sheet with everyone who has the link, or publish it as CSV", e.Host)
	}
	return fmt.Sprintf("%s answered with a web page (HTML), not with a table: publish the sheet as CSV, and use that link", e.Host)
}

// CheckTable returns a [PageError] if the answer is a web page.
func (a *Answer) CheckTable() error {
	start := bytes.ToLower(bytes.TrimLeft(a.Body[:min(len(a.Body), 1<<10)], "\ufeff \t\r\n"))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<script"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			host := strings.ToLower(a.Host)
			return &PageError{a.Host, strings.HasPrefix(host, "accounts.") || strings.HasPrefix(host, "login.") || bytes.Contains(start, []byte("sign in"))}
		}
	}
	return nil
}

// SheetAddress returns the address of a sheet's CSV file, if address is one of a page
// that shows the sheet at Google or at Dropbox. It returns any other address unchanged.
func SheetAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	query := u.Query()
	switch host := strings.ToLower(u.Hostname()); {
	case host == "docs.google.com" && strings.HasPrefix(u.Path, "/spreadsheets/"):
		page := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
		folder := strings.TrimSuffix(u.Path, page)
		fragment, _ := url.ParseQuery(u.Fragment)
		if gid := fragment.Get("gid"); gid != "" && query.Get("gid") == "" {
			query.Set("gid", gid)
		}
		switch page {
		case "edit", "view", "htmlview", "preview":
			query = url.Values{"format": {"csv"}, "gid": {query.Get("gid")}}
			u.Path = folder + "export"
		case "pubhtml", "pub":
			query.Set("output", "csv")
			u.Path = folder + "pub"
		default:
			return address
		}
		if query.Get("gid") == "" {
			query.Del("gid")
		}
	case (host == "www.dropbox.com" || host == "dropbox.com") && query.Get("dl") != "1":
		query.Set("dl", "1")
	default:
		return address
	}
	u.RawQuery, u.Fragment = query.Encode(), ""
	return u.String()
}
