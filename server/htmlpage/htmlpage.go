// Package htmlpage sends pages made from templates.
package htmlpage

import (
	"bytes"
	"html/template"
	"log"
	"net/http"
)

// Send sends the page that a template makes from data. If the template fails, Send logs
// that and sends an error, and no part of the page.
func Send(w http.ResponseWriter, status int, template *template.Template, data any, log *log.Logger) {
	var b bytes.Buffer
	if err := template.Execute(&b, data); err != nil {
		log.Printf("a page cannot be made: %v", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	b.WriteTo(w)
}
