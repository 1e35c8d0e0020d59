package browser

// drawnPage is the page that is drawn, as far as scroll positions are concerned.
// After a step to another entry of the history the earlier page is still shown.
// Its position must not be stored in the new entry.
type drawnPage struct {
	address string // "" from a step until the page of the new entry is drawn
}

// stores reports whether the scroll position y is to be stored in the present
// entry, whose address is here and which has a position already.
func (p *drawnPage) stores(here string, stored, y int) bool { return p.address == here && stored != y }

// step notes a step to an entry.
func (p *drawnPage) step(here string) {
	if p.address != here {
		p.address = ""
	}
}

// arrive notes that the page of an entry is drawn.
func (p *drawnPage) arrive(here string) { p.address = here }
