package site

import (
	"html/template"
	"net/url"

	"carrito/app/address"
	"carrito/app/shop"
	"carrito/server/complaint"
	"carrito/server/prose"
)

// The page with the form of the Libro de Reclamaciones, and the address that stores the
// sheets.
const (
	bookName       = "libro-de-reclamaciones"
	bookTitle      = "Libro de Reclamaciones"
	ComplaintsPath = "/reclamos/"
)

// complaintForm returns the page with the form of the Libro de Reclamaciones. Where there
// is no inbox, the consumer sends the sheet as a message, as with orders.
func (s *Site) complaintForm(at address.Site) (ownPage, error) {
	form := complaint.Form{Provider: complaint.Provider(s.Shop.Complaints)}
	if _, inbox := s.Shop.Orders.Channel(shop.ServerChannel); inbox {
		form.Action = at.Prefix + ComplaintsPath + "nuevo"
	} else {
		if number := s.Shop.Contact.WhatsApp; number != "" {
			form.Ways = append(form.Ways, complaint.Way{Name: "Enviar por WhatsApp", To: template.URL("https://wa.me/" + number + "?text=")})
		}
		if mail := s.Shop.Contact.Email; mail != "" {
			form.Ways = append(form.Ways, complaint.Way{Name: "Enviar por correo", To: template.URL("mailto:" + url.PathEscape(mail) + "?subject=" + url.PathEscape(bookTitle) + "&body=")})
		}
	}
	text, err := form.HTML()
	return ownPage{
		Page: prose.Page{Title: bookTitle, Summary: bookTitle + ", " + s.Shop.Complaints.Name}, source: prose.Source{File: bookName, Name: bookName},
		path: address.OwnFolder + bookName, html: text,
	}, err
}
