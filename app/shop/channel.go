package shop

// Channel is a way in which an order reaches the owner.
type Channel struct {
	Kind     string `json:"kind"`               // the name of a [ChannelKind]
	URL      string `json:"url,omitempty"`      // where orders are posted, of a kind with a URL
	Redirect string `json:"redirect,omitempty"` // of a kind with a URL: [RedirectSent], or empty
}

// RedirectSent is the Redirect of a channel whose receiver answers an order that it
// has taken with a redirect, as forms on the web do. From others a redirect is no
// answer, and the order goes out again.
const RedirectSent = "sent"

// The kinds of channels that something is special about.
const (
	ServerChannel   = "server" // the inbox of our own server; a plain-file host has none
	PostChannel     = "post"   // JSON, posted to any address
	WhatsAppChannel = "whatsapp"
	EmailChannel    = "email"
)

// ChannelKind is a kind of channel: either the program posts the order, or the
// shopper sends it as a message from another program.
type ChannelKind struct {
	Name    string
	URL     bool          // shop.json says where orders are posted
	Message *OrderMessage // nil if the program posts the order
}

// ChannelKinds are all kinds there are. The words of a kind are in text/*.json, in
// the groups checkout.sendBy and checkout.sendTip, and those of a message also in
// thanks.sendAgainBy and thanks.nextByHand.
var ChannelKinds = []ChannelKind{
	{Name: ServerChannel},
	{Name: PostChannel, URL: true},
	{Name: WhatsAppChannel, Message: &OrderMessage{
		To: func(c Contact) string { return c.WhatsApp }, Field: "whatsapp",
		Start: "https://wa.me/", Body: "?text=", LineEnd: "\n", NewTab: true,
	}},
	{Name: EmailChannel, Message: &OrderMessage{
		To: func(c Contact) string { return c.Email }, Field: "email",
		Start: "mailto:", Subject: "?subject=", Body: "&body=", LineEnd: "\r\n", // RFC 6068
	}},
}

// OrderMessage is a message in another program, which a link opens with the order
// written. The link is Start, the receiver, Subject and the subject, Body and the
// text.
type OrderMessage struct {
	To    func(Contact) string // the receiver
	Field string               // the receiver's field under contact in shop.json

	Start, Body string
	Subject     string // empty if the message has no subject
	LineEnd     string // of the text
	NewTab      bool   // the link opens another tab
}

// MessageOf returns the message of a kind of channel, or nil if the program posts the
// order or does not know the kind.
func MessageOf(kind string) *OrderMessage {
	for _, k := range ChannelKinds {
		if k.Name == kind {
			return k.Message
		}
	}
	return nil
}
