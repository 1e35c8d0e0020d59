package words

import (
	"errors"
	"sync"

	"carrito/app/text"
	"carrito/server/kept"
)

// Editor holds the texts of the owner's page of products, in one language.
type Editor struct {
	Find         string                                `text:"owner.editor.find"`
	All          string                                `text:"owner.editor.all"`
	Visible      string                                `text:"owner.editor.visible"`
	Hidden       string                                `text:"owner.editor.hidden"`
	SoldOut      string                                `text:"owner.editor.soldOut"`
	Filter       string                                `text:"owner.editor.filter"`
	New          string                                `text:"owner.editor.new"`
	None         string                                `text:"owner.editor.none"`
	Next         string                                `text:"owner.editor.next"`
	Followed     string                                `text:"owner.editor.followed"`
	Start        string                                `text:"owner.editor.start"`
	Photo        string                                `text:"owner.editor.photo"`
	Variants     string                                `text:"owner.editor.variants"`
	VariantCount func(n int) string                    `text:"owner.editor.variantCount n"`
	Mark         func(name string) string              `text:"owner.editor.mark name"`
	PriceOf      func(name string) string              `text:"owner.editor.priceOf name"`
	StockOf      func(name string) string              `text:"owner.editor.stockOf name"`
	Up           func(name string) string              `text:"owner.editor.up name"`
	Down         func(name string) string              `text:"owner.editor.down name"`
	Save         string                                `text:"owner.editor.save"`
	Saved        string                                `text:"owner.editor.saved"`
	Unchanged    string                                `text:"owner.editor.unchanged"`
	Undo         string                                `text:"owner.editor.undo"`
	Bulk         string                                `text:"owner.editor.bulk"`
	Percent      string                                `text:"owner.editor.percent"`
	Rounding     string                                `text:"owner.editor.rounding"`
	Exact        string                                `text:"owner.editor.exact"`
	RoundTo      func(step string) string              `text:"owner.editor.roundTo step"`
	RoundEnd     func(cents string) string             `text:"owner.editor.roundEnd cents"`
	ChangePrices string                                `text:"owner.editor.changePrices"`
	Hide         string                                `text:"owner.editor.hide"`
	Show         string                                `text:"owner.editor.show"`
	SetCategory  string                                `text:"owner.editor.setCategory"`
	Delete       string                                `text:"owner.editor.delete"`
	First        string                                `text:"owner.editor.first"`
	Last         string                                `text:"owner.editor.last"`
	Found        string                                `text:"owner.editor.found"`
	Conditions   map[string]string                     `text:"owner.editor.condition" keys:"new,refurbished,used"`
	DeleteTip    string                                `text:"owner.editor.deleteTip"`
	MarkFirst    string                                `text:"owner.editor.markFirst"`
	BadPercent   string                                `text:"owner.editor.badPercent"`
	NotSaved     string                                `text:"owner.editor.notSaved"`
	Damaged      string                                `text:"owner.editor.damaged"`
	Unshared     string                                `text:"owner.editor.unshared"`
	Uncertain    string                                `text:"owner.editor.uncertain"`
	Faults       map[string]string                     `text:"owner.editor.fault" keys:"name,slug,price,compareAtPrice,stock,images,image,options,values,variants,gtin,other"`
	Meanwhile    string                                `text:"owner.editor.meanwhile"`
	Differs      func(before, now, mine string) string `text:"owner.editor.differs before now mine"`
	UseTheirs    string                                `text:"owner.editor.useTheirs"`
	Gone         string                                `text:"owner.editor.gone"`
	SignedOut    string                                `text:"owner.editor.signedOut"`
	SignInThere  string                                `text:"owner.editor.signInThere"`
	SendAgain    string                                `text:"owner.editor.sendAgain"`
	OldForm      string                                `text:"owner.editor.oldForm"`
	Back         string                                `text:"owner.editor.back"`
	TagsTip      string                                `text:"owner.editor.tagsTip"`
	SlugTip      string                                `text:"owner.editor.slugTip"`
	StockTip     string                                `text:"owner.editor.stockTip"`
	HideIt       string                                `text:"owner.editor.hideIt"`
	Alt          string                                `text:"owner.editor.alt"`
	Earlier      func(n string) string                 `text:"owner.editor.earlier n"`
	Later        func(n string) string                 `text:"owner.editor.later n"`
	RemovePhoto  func(n string) string                 `text:"owner.editor.removePhoto n"`
	OptionName   string                                `text:"owner.editor.optionName"`
	Values       string                                `text:"owner.editor.values"`
	AddOption    string                                `text:"owner.editor.addOption"`
	RemoveOption string                                `text:"owner.editor.removeOption"`
	MakeRows     string                                `text:"owner.editor.makeRows"`
	RemoveRow    func(row string) string               `text:"owner.editor.removeRow row"`
	ForAll       string                                `text:"owner.editor.forAll"`
	ApplyAll     string                                `text:"owner.editor.applyAll"`
	InRow        func(field, row string) string        `text:"owner.editor.inRow field row"`
	Preview      string                                `text:"owner.editor.preview"`
	PreviewNote  string                                `text:"owner.editor.previewNote"`
	Versions     string                                `text:"owner.editor.versions"`
	VersionsTip  string                                `text:"owner.editor.versionsTip"`
	Current      string                                `text:"owner.editor.current"`
	BringBack    string                                `text:"owner.editor.bringBack"`
	VersionGone  string                                `text:"owner.editor.versionGone"`
	VersionOther string                                `text:"owner.editor.versionOther"`
	More         func(n int) string                    `text:"owner.editor.more n"`
	Kinds        map[string]string                     `text:"owner.editor.kind" keys:"edited,imported,outside"`
	ChangeKinds  map[string]string                     `text:"owner.editor.changeKind" keys:"added,removed,changed"`
	Fields       map[string]string                     `text:"owner.editor.field" keys:"slug,name,price,compareAtPrice,category,description,tags,stock,sku,brand,gtin,mpn,condition,googleCategory,hidden,images,options,variants,values,image"`
	Uploads      map[string]string                     `text:"owner.editor.upload" keys:"title,progress,waiting,failed,drawing,heic,moving,large,broken,unknown"`
}

var editors = sync.OnceValue(func() map[string]*Editor {
	all := map[string]*Editor{}
	for _, language := range text.Languages() {
		all[language] = new(Editor)
		text.Load(language, all[language])
	}
	return all
})

// EditorIn returns the texts in a language of shop.json. It returns the Spanish ones
// if there are none in that language.
func EditorIn(language string) *Editor { return editors()[text.Known(language)] }

// NotShared returns what the owner reads if a change could not be shared with the other
// servers, or "" for any other error.
func (e *Editor) NotShared(err error) string {
	switch {
	case errors.Is(err, kept.ErrUncertain):
		return e.Uncertain
	case errors.Is(err, kept.ErrUnshared):
		return e.Unshared
	}
	return ""
}
