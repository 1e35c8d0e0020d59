package settings

import (
	"encoding/json"
	"net/http"

	"carrito/server/admin"
	"carrito/server/clientip"
	"carrito/server/publish"
)

// publishPage is the data of the template publish.
type publishPage struct {
	frame
	publish.State
	Address, Folder, Poll string
	Command               []string
	Here                  bool // whether one can publish here
	Ended                 string
	Good                  bool
	Percent               int
}

// canPublish reports whether the owner may publish from where a request comes.
func (p *Pages) canPublish(r *http.Request) bool {
	return p.publisher != nil && (p.Anywhere || clientip.IsLocal(r))
}

func (p *Pages) showPublish(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	p.sendPublish(w, r, o, http.StatusOK, "")
}

func (p *Pages) sendPublish(w http.ResponseWriter, r *http.Request, o admin.Owner, status int, fault string) {
	page := publishPage{frame: p.frame(r, o), Address: p.site().Prefix() + publishAddress, Here: p.canPublish(r)}
	page.Fault, page.Poll = fault, page.Address+"/salida"
	if page.Here {
		page.State, page.Folder, page.Command = p.publisher.State(), p.publisher.Job().Out, publish.Command(p.files)
		page.Ended, page.Good = p.ended(page.frame, page.Outcome)
		page.Output, page.Percent = publish.Plain(page.Output), percent(page.State)
	}
	p.show(w, status, "publish", page)
}

func percent(s publish.State) int {
	if s.Total == 0 {
		return 0
	}
	return 100 * s.Done / s.Total
}

// ended describes an outcome for people, and reports whether it is a good one.
func (p *Pages) ended(f frame, o publish.Outcome) (text string, good bool) {
	switch o.Kind {
	case publish.Exported:
		return f.Text.Exported, true
	case publish.Published:
		return f.Text.Published, true
	case publish.Failed:
		return f.Text.PublishFailed(itoa(o.Status)), false
	case publish.Unknown:
		return f.Text.PublishUnknown(o.Detail), false
	case publish.Late:
		return f.Text.PublishLate(itoa(int(p.publisher.Job().Limit.Minutes()))), false
	case publish.Unwritten:
		return f.Text.ExportFailed + " " + o.Detail, false
	case publish.Stopped:
		return f.Text.PublishStopped, false
	}
	return "", false
}

func (p *Pages) startPublish(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	text := p.frame(r, o).Text
	switch {
	case isOld(r):
		p.sendPublish(w, r, o, http.StatusOK, p.frame(r, o).Editor.OldForm)
	case !p.canPublish(r):
		p.sendPublish(w, r, o, http.StatusForbidden, text.PublishElsewhere)
	case !p.publisher.Start():
		p.sendPublish(w, r, o, http.StatusConflict, text.PublishBusy)
	default:
		p.log.Printf("the shop is being published by %s", o.By())
		http.Redirect(w, r, p.site().Prefix()+publishAddress, http.StatusSeeOther)
	}
}

// publishOutput tells an open page how far publishing is.
func (p *Pages) publishOutput(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	if !p.canPublish(r) {
		http.Error(w, "not here", http.StatusForbidden)
		return
	}
	s := p.publisher.State()
	text, good := p.ended(p.frame(r, o), s.Outcome)
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"running": s.Running, "percent": percent(s), "output": publish.Plain(s.Output), "ended": text, "good": good})
}
