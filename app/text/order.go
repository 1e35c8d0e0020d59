package text

import (
	"strconv"

	"carrito/app/outbox"
)

// OrderText is what the shop says of an order: on its way from the cart to the
// shop, and once it is sent.
type OrderText struct {
	// The cart.
	Order        string // the link to the checkout
	SubtotalNote string // where the shop takes orders

	// The form.
	Title           string
	Intro           string // about the marks at the labels
	Contact         string
	Name            string
	Phone           string
	Email           string
	PhoneOrEmail    string
	Delivery        string
	Zone            string
	ChooseZone      string
	Free            string
	FreeFrom        func(amount string) string
	ByZone          string // what a way costs that has zones
	Address         string
	StreetAddress   string
	City            string
	PostalCode      string
	Optional        string
	Note            string
	NoteTip         string
	LineNote        func(name string) string
	LineNoteShort   string
	Promo           string
	ApplyPromo      string
	PromoHolds      func(code string) string
	PromoUnchecked  string
	ForgetMe        string
	ForgetTip       string
	Forgotten       string
	Summary         string
	ChangeCart      string
	SendBy          map[string]string // by the kind of channel
	SendAgainBy     map[string]string
	SendTip         map[string]string // what comes of it
	Hold            func(hours int) string
	HoldUntil       string // before a date
	Unheld          string
	Sending         string
	Empty           string
	LastOrder       string
	NeedsJavaScript string
	Loading         string

	// Figures.
	Discount    string
	Shipping    string
	PickedUp    string // the shipping of what is picked up
	ZoneMissing string
	TaxIncluded func(name, percent string) string
	TaxAdded    func(name, percent string) string
	Total       string
	TotalIs     func(total string) string
	PricesIn    func(currency, tax string) string // in the footer, where a tax is in the prices
	PricesPlus  func(currency, tax string) string // where it is not

	// What is wrong.
	Faults        func(n int) string
	NameMissing   string
	ReachMissing  string
	PhoneInvalid  string
	EmailInvalid  string
	WayMissing    string
	ZoneNotChosen string
	StreetMissing string
	CityMissing   string
	TooLong       func(most int) string
	BadCharacter  string
	PromoUnknown  string
	PromoFrom     func(amount string) string
	PromoChecking string
	Minimum       func(minimum, missing string) string
	NoLines       string
	TooLarge      string
	NotTaken      string // refused for something else

	// What is another thing than was ordered.
	ChangedTitle   string
	ChangedLead    string
	NothingLeft    string
	LineGone       func(name string) string
	LineFewer      func(name string, n, ordered int) string
	PromoGone      func(code string) string
	AmountChanged  func(what, before, now string) string
	Confirm        string
	NumberTaken    string
	LaterRefused   string // told on another page
	EarlierWaits   func(number string) string
	EarlierArrived func(number string) string

	// The message to the shop, and the page of an order that was sent.
	Number          func(number string) string
	FullNumber      func(id string) string
	More            func(n int) string
	NoteIs          func(note string) string
	Customer        string
	Thanks          map[outbox.State]string
	Next            map[outbox.State]string
	NextByHand      map[string]string // by the kind of channel
	Products        string
	Cancel          string
	CancelledUnsure string
	Cancelled       string
	SaidSent        string
	Print           string
	ForTheShop      string
	NoOrder         string
	NoOrderTip      string
	ThanksTitle     string
	CheckAgain      string
}

var spanishOrder = OrderText{
	Order:        "Hacer el pedido",
	SubtotalNote: "El envío se calcula al hacer el pedido.",

	Title:          "Tu pedido",
	Intro:          "Los campos con * son obligatorios. Lo que escribes queda guardado mientras tengas abierto el navegador.",
	Contact:        "Contacto",
	Name:           "Nombre y apellido",
	Phone:          "Teléfono",
	Email:          "Correo electrónico",
	PhoneOrEmail:   "Basta con uno de los dos: teléfono o correo.",
	Delivery:       "Entrega",
	Zone:           "Zona de envío",
	ChooseZone:     "Elige tu zona",
	Free:           "Gratis",
	FreeFrom:       func(amount string) string { return "gratis desde " + amount },
	ByZone:         "según la zona",
	Address:        "Dirección de entrega",
	StreetAddress:  "Calle, número y referencia",
	City:           "Distrito o ciudad",
	PostalCode:     "Código postal",
	Optional:       "opcional",
	Note:           "Nota para la tienda",
	NoteTip:        "Por ejemplo, a qué hora te encontramos.",
	LineNote:       func(name string) string { return "Nota para " + name },
	LineNoteShort:  "Nota",
	Promo:          "Código de descuento",
	ApplyPromo:     "Aplicar",
	PromoHolds:     func(code string) string { return "El código " + code + " está aplicado." },
	PromoUnchecked: "La tienda comprobará el código al recibir el pedido.",
	ForgetMe:       "Olvidar mis datos",
	ForgetTip:      "Tus datos se guardan solo en este navegador y se borran al cerrarlo.",
	Forgotten:      "Se borraron tus datos de este navegador.",
	Summary:        "Resumen",
	ChangeCart:     "Cambiar el carrito",
	SendBy: map[string]string{
		"server": "Enviar pedido", "post": "Enviar pedido", "whatsapp": "Pedir por WhatsApp", "email": "Pedir por correo",
	},
	SendAgainBy: map[string]string{"whatsapp": "Abrir WhatsApp otra vez", "email": "Abrir el correo otra vez"},
	Hold: func(hours int) string {
		return "Guarda los productos " + strconv.Itoa(hours) + " horas mientras confirma el pedido; si le llegan muchos, solo desde que lo confirma."
	},
	HoldUntil: "Guarda los productos, mientras confirma el pedido, hasta el ",
	Unheld:    "Le llegan muchos pedidos: guarda los productos solo desde que confirma el tuyo.",
	SendTip: map[string]string{
		"server": "La tienda lo recibe al instante. Aún no pagas nada.", "post": "La tienda lo recibe al instante. Aún no pagas nada.",
		"whatsapp": "Se abre WhatsApp con el pedido escrito: solo tienes que enviarlo.",
		"email":    "Se abre tu correo con el pedido escrito: solo tienes que enviarlo.",
	},
	Sending:         "Enviando…",
	Empty:           "No hay nada que pedir: tu carrito está vacío",
	LastOrder:       "Ver el último pedido",
	NeedsJavaScript: "Para hacer un pedido hace falta JavaScript: el carrito vive en tu navegador. También puedes escribir a la tienda; el contacto está al pie de la página.",
	Loading:         "Abriendo tu carrito…",

	Discount:    "Descuento",
	Shipping:    "Envío",
	PickedUp:    "Sin costo",
	ZoneMissing: "Falta la zona",
	TaxIncluded: func(name, percent string) string { return name + " " + percent + " % incluido" },
	TaxAdded:    func(name, percent string) string { return name + " " + percent + " %" },
	Total:       "Total",
	TotalIs:     func(total string) string { return "Total: " + total + "." },
	PricesIn:    func(currency, tax string) string { return "Precios en " + currency + ", " + tax + " incluido." },
	PricesPlus:  func(currency, tax string) string { return "Precios en " + currency + ", más " + tax + "." },

	Faults: func(n int) string {
		if n == 1 {
			return "Falta corregir 1 cosa"
		}
		return "Falta corregir " + strconv.Itoa(n) + " cosas"
	},
	NameMissing:   "Escribe tu nombre y apellido.",
	ReachMissing:  "Escribe tu teléfono o tu correo, para que la tienda pueda responderte.",
	PhoneInvalid:  "Escribe un teléfono de 6 a 15 cifras, como 987 654 321.",
	EmailInvalid:  "Escribe un correo completo, como nombre@correo.com.",
	WayMissing:    "Elige cómo recibes el pedido.",
	ZoneNotChosen: "Elige la zona de envío.",
	StreetMissing: "Escribe la calle y el número.",
	CityMissing:   "Escribe el distrito o la ciudad.",
	TooLong:       func(most int) string { return "Es demasiado largo: caben " + strconv.Itoa(most) + " caracteres." },
	BadCharacter:  "Tiene un carácter que no se puede usar aquí.",
	PromoUnknown:  "Ese código no existe. Corrígelo o bórralo.",
	PromoFrom: func(amount string) string {
		return "Ese código vale desde " + amount + " de compra. Agrega algo o bórralo."
	},
	PromoChecking: "Estamos comprobando el código. Vuelve a intentarlo en un segundo.",
	Minimum: func(minimum, missing string) string {
		return "El pedido mínimo es de " + minimum + ": te faltan " + missing + "."
	},
	NoLines:  "Tu carrito está vacío.",
	TooLarge: "Es un pedido muy grande. Escríbele a la tienda.",
	NotTaken: "La tienda no aceptó el pedido. Revisa los datos y vuelve a enviarlo, o escríbele.",

	ChangedTitle: "Algo cambió desde que llenaste el carrito",
	ChangedLead:  "Todavía no se envió nada. Mira el pedido como sería ahora y confírmalo si te parece bien.",
	NothingLeft:  "Nada de lo que pediste está disponible ahora.",
	LineGone:     func(name string) string { return name + " ya no está disponible." },
	LineFewer: func(name string, n, ordered int) string {
		return "De " + name + " solo " + plural(n, "queda", "quedan") + ", y pediste " + strconv.Itoa(ordered) + "."
	},
	PromoGone:     func(code string) string { return "El código " + code + " no vale para este pedido." },
	AmountChanged: func(what, before, now string) string { return what + ": antes " + before + ", ahora " + now + "." },
	Confirm:       "Confirmar y enviar",
	NumberTaken:   "Este pedido ya se había enviado con otros datos. Revisa si lo que hay aquí es un pedido nuevo y, si es así, vuelve a enviarlo.",
	LaterRefused:  "La tienda no pudo aceptar tu pedido tal como estaba. Ábrelo para ver por qué.",
	EarlierWaits:  func(number string) string { return "Tu pedido " + number + " todavía espera conexión." },
	EarlierArrived: func(number string) string {
		return "Tu pedido " + number + ", que esperaba conexión, ya llegó a la tienda."
	},

	Number:     func(number string) string { return "Pedido " + number },
	FullNumber: func(id string) string { return "Número completo: " + id },
	More:       func(n int) string { return "y " + plural(n, "producto más", "productos más") },
	NoteIs:     func(note string) string { return "Nota: " + note },
	Customer:   "Para",
	Thanks: map[outbox.State]string{
		outbox.Sending: "Enviando tu pedido…", outbox.Waiting: "Tu pedido espera conexión", outbox.Sent: "¡Gracias! Recibimos tu pedido",
		outbox.Changed: "Tu pedido necesita tu confirmación", outbox.Refused: "La tienda no aceptó el pedido", outbox.Taken: "Este pedido ya se había enviado",
		outbox.ByHand: "Falta un paso: envía el mensaje", outbox.Told: "¡Gracias por tu pedido!", outbox.Cancelled: "Cancelaste este pedido",
		outbox.Unkept: "El pedido no se envió", outbox.Old: "Tu pedido esperó más de 14 días: ¿todavía lo quieres?",
	},
	Next: map[outbox.State]string{
		outbox.Sending:   "Un momento: lo está recibiendo la tienda.",
		outbox.Waiting:   "Está guardado en este navegador y saldrá solo en cuanto haya conexión, aunque cierres la página.",
		outbox.Sent:      "La tienda lo prepara y te escribe para coordinar el pago y la entrega.",
		outbox.Changed:   "Algo cambió en la tienda; míralo y confírmalo.",
		outbox.Refused:   "No se envió nada. Revisa los datos y vuelve a enviarlo.",
		outbox.Taken:     "Llegó antes con otros datos. Si lo que tienes en el carrito es un pedido nuevo, envíalo de nuevo.",
		outbox.Told:      "La tienda te responde para coordinar el pago y la entrega.",
		outbox.Unkept:    "No hubo respuesta y este navegador no puede guardar el pedido. Vuelve a enviarlo: si ya llegó, no se repite.",
		outbox.Old:       "No saldrá solo. Míralo con los precios de hoy y envíalo si aún lo quieres: si ya llegó, no se repite.",
		outbox.Cancelled: "Ya no saldrá, y los productos volvieron a tu carrito.",
	},
	NextByHand: map[string]string{
		"whatsapp": "Abrimos WhatsApp con el pedido escrito. La tienda lo recibe solo cuando tú pulsas enviar allí.",
		"email":    "Abrimos tu correo con el pedido escrito. La tienda lo recibe solo cuando tú pulsas enviar allí.",
	},
	Products:        "Productos",
	Cancel:          "Cancelar el pedido",
	Cancelled:       "Pedido cancelado. Los productos están otra vez en tu carrito.",
	CancelledUnsure: "Pedido cancelado, pero un intento de envío quedó sin respuesta: puede que haya llegado. Avisa a la tienda.",
	SaidSent:        "Ya lo envié",
	Print:           "Imprimir",
	ForTheShop:      "Enlace para la tienda",
	NoOrder:         "Aquí verás tu pedido",
	NoOrderTip:      "En esta sesión del navegador todavía no se ha enviado ninguno.",
	ThanksTitle:     "Pedido enviado",
	CheckAgain:      "Revisar el pedido",
}
