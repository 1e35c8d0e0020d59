package words

import (
	"sync"

	"carrito/app/text"
)

// Settings holds the texts of the owner's pages of the shop as a whole, in one language:
// settings, categories, pages, publishing.
type Settings struct {
	Title            string                           `text:"owner.settings.title"`
	Sections         string                           `text:"owner.settings.sections"`
	Categories       string                           `text:"owner.settings.categories"`
	Pages            string                           `text:"owner.settings.pages"`
	Publish          string                           `text:"owner.settings.publish"`
	Add              string                           `text:"owner.settings.add"`
	AddPayment       string                           `text:"owner.settings.addPayment"`
	AddChannel       string                           `text:"owner.settings.addChannel"`
	Remove           func(name string) string         `text:"owner.settings.remove name"`
	Unnamed          string                           `text:"owner.settings.unnamed"`
	Elsewhere        string                           `text:"owner.settings.elsewhere"`
	Contrast         func(button, page string) string `text:"owner.settings.contrast button page"`
	ContrastLow      string                           `text:"owner.settings.contrastLow"`
	KeysSet          string                           `text:"owner.settings.keysSet"`
	KeysMissing      string                           `text:"owner.settings.keysMissing"`
	Decimals         string                           `text:"owner.settings.decimals"`
	OtherScheme      string                           `text:"owner.settings.otherScheme"`
	Damaged          string                           `text:"owner.settings.damaged"`
	Unwritten        string                           `text:"owner.settings.unwritten"`
	Groups           map[string]string                `text:"owner.settings.group" keys:"shop,cover,colors,contact,orders,channels,delivery,promos,payments,swatches,search,returns,complaints,data"`
	GroupTips        map[string]string                `text:"owner.settings.tip" keys:"cover,channels,swatches,search"`
	ChannelKinds     map[string]string                `text:"owner.settings.channel" keys:"server,post,whatsapp,email"`
	ChannelTips      map[string]string                `text:"owner.settings.channelTip" keys:"server,post,whatsapp,email"`
	SendPhoto        string                           `text:"owner.settings.sendPhoto"`
	RedirectAgain    string                           `text:"owner.settings.redirectAgain"`
	RedirectSent     string                           `text:"owner.settings.redirectSent"`
	InboxNeeded      string                           `text:"owner.settings.inboxNeeded"`
	Fields           map[string]string                `text:"owner.settings.field" keys:"name,tagline,description,language,locale,currency,baseURL,colors.accent,colors.accentDark,contact.email,contact.whatsapp,contact.address,contact.hours,orders.minimum,orders.tax.name,orders.tax.percent,orders.tax.included,orders.noReceipts,orders.keepMonths,lowStock,noPreviews,noAlerts,returns.none,returns.days,returns.fees,complaints.name,complaints.ruc,complaints.address,cover,cover.src,cover.alt,orders.channels,orders.delivery,orders.promos,payments,swatches,synonyms,categories"`
	Items            map[string]string                `text:"owner.settings.item" keys:"name,pickup,price,freeFrom,zones,code,percent,amount,minimum,maximum,surcharge,discount,holder,scheme,account,qr,key,city,iban,bic,address,url,redirect,color,words"`
	Faults           map[string]string                `text:"owner.settings.fault" keys:"missing,whatsapp,color,amount,percent,number,link,currency,locale,ruc,promo,both,twice,synonyms,swatch,picture,other"`
	CategoriesTip    string                           `text:"owner.settings.categoriesTip"`
	CategoriesNone   string                           `text:"owner.settings.categoriesNone"`
	NameOf           func(name string) string         `text:"owner.settings.nameOf name"`
	Products         func(n int) string               `text:"owner.settings.products n"`
	DeleteCategory   string                           `text:"owner.settings.deleteCategory"`
	DeleteWhich      string                           `text:"owner.settings.deleteWhich"`
	MoveTo           string                           `text:"owner.settings.moveTo"`
	NoCategory       string                           `text:"owner.settings.noCategory"`
	ChooseFirst      string                           `text:"owner.settings.chooseFirst"`
	CategoryMissing  string                           `text:"owner.settings.categoryMissing"`
	CategoryTaken    string                           `text:"owner.settings.categoryTaken"`
	CategoryGone     func(name string) string         `text:"owner.settings.categoryGone name"`
	CategoryTextLeft string                           `text:"owner.settings.categoryTextLeft"`
	CategoryAbout    string                           `text:"owner.settings.categoryAbout"`
	CategoryAboutOf  func(name string) string         `text:"owner.settings.categoryAboutOf name"`
	CategoryText     string                           `text:"owner.settings.categoryText"`
	CategoryTextTip  string                           `text:"owner.settings.categoryTextTip"`
	CategoryTextLong func(most string) string         `text:"owner.settings.categoryTextLong most"`
	CategoryPicture  string                           `text:"owner.settings.categoryPicture"`
	CategoryAltLong  func(most string) string         `text:"owner.settings.categoryAltLong most"`
	CategoryNoPhoto  string                           `text:"owner.settings.categoryUnpicture"`
	PagesTip         string                           `text:"owner.settings.pagesTip"`
	PagesNone        string                           `text:"owner.settings.pagesNone"`
	NewPage          string                           `text:"owner.settings.newPage"`
	Templates        map[string]string                `text:"owner.settings.template" keys:"terms,returns,privacy,about,empty"`
	TemplateTip      string                           `text:"owner.settings.templateTip"`
	PageTitle        string                           `text:"owner.settings.pageTitle"`
	PageName         string                           `text:"owner.settings.pageName"`
	PageText         string                           `text:"owner.settings.pageText"`
	PageTextTip      string                           `text:"owner.settings.pageTextTip"`
	DeletePage       string                           `text:"owner.settings.deletePage"`
	PageTitleMissing string                           `text:"owner.settings.pageTitleMissing"`
	PageNameWrong    string                           `text:"owner.settings.pageNameWrong"`
	PageNameTaken    string                           `text:"owner.settings.pageNameTaken"`
	PagesFull        string                           `text:"owner.settings.pagesFull"`
	PageGone         string                           `text:"owner.settings.pageGone"`
	PageTheirs       string                           `text:"owner.settings.pageTheirs"`
	PageHints        string                           `text:"owner.settings.pageHints"`
	Removed          string                           `text:"owner.settings.removed"`
	PublishTip       func(folder string) string       `text:"owner.settings.publishTip folder"`
	PublishCommand   string                           `text:"owner.settings.publishCommand"`
	PublishNoCommand string                           `text:"owner.settings.publishNoCommand"`
	PublishElsewhere string                           `text:"owner.settings.publishElsewhere"`
	PublishBusy      string                           `text:"owner.settings.publishBusy"`
	Publishing       string                           `text:"owner.settings.publishing"`
	Published        string                           `text:"owner.settings.published"`
	Exported         string                           `text:"owner.settings.exported"`
	PublishFailed    func(status string) string       `text:"owner.settings.publishFailed status"`
	PublishUnknown   func(name string) string         `text:"owner.settings.publishUnknown name"`
	PublishLate      func(minutes string) string      `text:"owner.settings.publishLate minutes"`
	PublishStopped   string                           `text:"owner.settings.publishStopped"`
	ExportFailed     string                           `text:"owner.settings.exportFailed"`
	PublishOutput    string                           `text:"owner.settings.publishOutput"`

	PaymentKinds map[string]string `text:"payment.name" keys:"payments"`
}

var settings = sync.OnceValue(func() map[string]*Settings {
	all := map[string]*Settings{}
	for _, language := range text.Languages() {
		all[language] = new(Settings)
		text.Load(language, all[language])
	}
	return all
})

// SettingsIn returns the texts in a language of shop.json. It returns the Spanish ones
// if there are none in that language.
func SettingsIn(language string) *Settings { return settings()[text.Known(language)] }
