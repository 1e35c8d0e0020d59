package admin

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"carrito/server/complaint"
	"carrito/server/inbox/orderdb"
)

// maxComplaints is how many sheets of the Libro de Reclamaciones a page shows.
const maxComplaints = 200

// maxAnswer is how many characters an answer may have.
const maxAnswer = 2000

// complaintsPage is the data of the template complaints, which is in Spanish, as the book
// is.
type complaintsPage struct {
	frame
	Sheets []complaintRow
	Open   int // number of sheets without an answer
	Next   int // how many sheets come before those of the next page; 0 if there is none
	Notice string
	Mails  bool // whether the server mails answers
}

// complaintRow is a sheet with the days that are left to answer it.
type complaintRow struct {
	complaint.Sheet
	When, Due string
	Left      int    // working days; see complaint.Left
	Late      bool   // whether the last day is over
	Tell      string // address of a mail that tells the consumer the answer
}

func (h *Handler) complaints(w http.ResponseWriter, r *http.Request, s session) {
	h.showComplaints(w, r, s, http.StatusOK, "")
}

func (h *Handler) showComplaints(w http.ResponseWriter, r *http.Request, s session, status int, notice string) {
	from, _ := strconv.Atoi(r.URL.Query().Get("desde"))
	from = max(from, 0)
	sheets, err := h.store.Complaints(r.Context(), maxComplaints+1, from)
	open := 0
	if err == nil {
		open, err = h.store.OpenComplaints(r.Context())
	}
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	page := complaintsPage{frame: h.frame(r, s), Notice: notice, Open: open, Mails: h.MailsComplaints}
	if len(sheets) > maxComplaints {
		sheets, page.Next = sheets[:maxComplaints], from+maxComplaints
	}
	now := time.Now()
	for _, sheet := range sheets {
		due := complaint.Due(sheet.Placed)
		row := complaintRow{
			Sheet: sheet, When: complaint.In(sheet.Placed).Format("02/01/2006 15:04"), Due: due.Format("02/01/2006"), Left: complaint.Left(sheet.Placed, now),
			Late: !complaint.In(now).Before(due.AddDate(0, 0, 1)),
		}
		if !sheet.Answered.IsZero() {
			row.Tell = h.tell(r, sheet)
		}
		page.Sheets = append(page.Sheets, row)
	}
	h.show(w, status, "complaints", page)
}

// tell returns the address of a mail to the consumer with the answer and the address of
// the copy.
func (h *Handler) tell(r *http.Request, sheet complaint.Sheet) string {
	site := h.site()
	base := strings.TrimSuffix(site.Shop.BaseURL, "/")
	if base == "" {
		base = "https://" + r.Host
	}
	subject := "Hoja de Reclamación N.º " + strconv.FormatInt(sheet.Number, 10) + " · " + site.Shop.Name
	body := sheet.Answer + "\r\n\r\n" + base + "/reclamos/" + sheet.Token
	escape := func(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") } // & too
	return "mailto:" + strings.Replace(escape(sheet.Email), "%40", "@", 1) + "?subject=" + escape(subject) + "&body=" + escape(body)
}

// answerComplaint records the answer to a sheet, which the consumer's copy shows from then
// on.
func (h *Handler) answerComplaint(w http.ResponseWriter, r *http.Request, s session) {
	number, err := strconv.ParseInt(r.PathValue("number"), 10, 64)
	answer := strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(strings.ReplaceAll(r.PostForm.Get("respuesta"), "\r\n", "\n"), ""), "\x00", ""))
	if n := utf8.RuneCountInString(answer); err != nil || n == 0 || n > maxAnswer {
		h.showComplaints(w, r, s, http.StatusUnprocessableEntity, "La respuesta no se guardó: escríbela en 1 a "+strconv.Itoa(maxAnswer)+" caracteres.")
		return
	}
	switch err := h.store.AnswerComplaint(r.Context(), number, answer, time.Now()); {
	case errors.Is(err, orderdb.ErrNoComplaint):
		h.notFound.ServeHTTP(w, r)
	case errors.Is(err, orderdb.ErrAnsweredBefore):
		h.showComplaints(w, r, s, http.StatusConflict, "La hoja ya tiene una respuesta, y esa vale: el consumidor la puede haber leído.")
	case err != nil:
		h.unavailable(w, r, err)
	default:
		h.log.Printf("libro de reclamaciones: sheet %d is answered from %s", number, h.client(r))
		http.Redirect(w, r, h.site().Prefix()+"/admin/reclamos", http.StatusSeeOther)
	}
}
