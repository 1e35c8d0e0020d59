package words

import (
	"strconv"
	"time"

	"carrito/server/inbox/orderdb"
)

var spanish = Text{
	Language: "es",

	SignIn:   "Entrar",
	Password: "Contraseña",
	WrongOne: "La contraseña no es correcta.",
	Wait: func(d time.Duration) string {
		return "Demasiados intentos. Espera " + span(d, "segundo", "segundos", "minuto", "minutos") + " y prueba de nuevo."
	},
	NeedsHTTPS:   "Esta página necesita HTTPS: sin él, el navegador no guarda la sesión.",
	SignOut:      "Salir",
	Elsewhere:    "El formulario no vino de esta página o es de una sesión anterior. Vuelve a intentarlo.",
	ToShop:       "Ver la tienda",
	ToOrders:     "Todos los pedidos",
	Unavailable:  "Los pedidos no se pueden leer ahora. Vuelve a cargar la página en un momento.",
	UnknownProxy: "Las peticiones llegan por un proxy que el servidor no conoce: todos los clientes cuentan como uno. Inícialo con -proxies 1, o con los que haya.",

	NotTaken:   "La tienda no recibe pedidos: el archivo de los pedidos fue borrado, renombrado o reemplazado. Ponlo de nuevo en su lugar y la tienda sigue sola. El registro dice qué archivo es.",
	NotWritten: "La tienda no recibe pedidos: no se puede escribir en su base de datos. Casi siempre es que el disco está lleno. Libera espacio y la tienda sigue sola. El registro dice más.",

	Data:         "Descargar los datos de este cliente",
	Forget:       "Borrar los datos de este cliente…",
	ForgetTip:    "No se puede deshacer. Se borran el nombre, el teléfono, el correo, la dirección y las notas de todos los pedidos terminados de este cliente; lo que se vendió queda.",
	ForgetNow:    "Borrar los datos",
	NotForgotten: "No se borró nada: el pedido todavía está por entregar. Termínalo o cancélalo primero.",
	KeptFor: func(months int) string {
		return "Los datos del cliente se borran " + plural(months, "mes", "meses") + " después del pedido."
	},

	SignInWithPasskey: "Entrar con una llave de acceso",
	PasskeyNotUsed:    "No se usó ninguna llave de acceso. Prueba de nuevo o escribe la contraseña.",
	PasskeyRefused:    "La llave de acceso no se aceptó. Prueba de nuevo o escribe la contraseña.",
	PasskeyCopied:     "La llave de acceso no se aceptó: puede haber una copia de ella. Escribe la contraseña y quita esa llave en Acceso.",
	Passkeys:          "Llaves de acceso",
	PasskeysTip:       "Una llave de acceso es otra manera de entrar: con la huella, la cara o el PIN de un teléfono o una computadora, o con una llave de seguridad. Una contraseña nueva no la quita. Quitarla cierra las sesiones que abrió.",
	PasskeysLacking:   "Aquí no se puede añadir una llave de acceso: el navegador debe ejecutar scripts y conocer estas llaves, y la dirección debe empezar con https:// y tener un nombre, no solo números.",
	PasskeyName:       "Dispositivo",
	PasskeyAdded:      "Añadida",
	PasskeyUsed:       "Último uso",
	PasskeyNeverUsed:  "nunca",
	AddPasskey:        "Añadir una llave",
	PasskeyNotAdded:   "No se añadió ninguna llave. Prueba de nuevo.",
	PasskeyThere:      "Este dispositivo ya tiene una llave de esta tienda.",
	PasskeysFull: func(most int) string {
		return "Ya hay " + strconv.Itoa(most) + " llaves y no caben más. Quita una primero."
	},
	RemovePasskey: "Quitar",
	RemoveNamed:   func(name string) string { return "Quitar la llave " + name },
	NoSuchPasskey: "Esa llave ya no está.",

	Access:      "Acceso",
	Sessions:    "Sesiones abiertas",
	WithPasskey: "con la llave",
	SessionsTip: "Para cambiar algo aquí, escribe otra vez la contraseña. Si no reconoces una sesión o una llave, quita la llave, cierra todas las sesiones y pon otra contraseña con el comando admin password.",
	Since:       "Desde",
	Until:       "Hasta",
	From:        "Dirección",
	Browser:     "Navegador",
	ThisOne:     "esta",
	EndSession:  "Cerrar",
	EndAll:      "Cerrar todas",

	Orders:     "Pedidos",
	Order:      func(number string) string { return "Pedido " + number },
	AllStates:  "Todos",
	Filter:     "Estado de los pedidos",
	NoOrders:   "Todavía no hay pedidos. El primero aparecerá aquí sin recargar la página.",
	NoneOfKind: "No hay pedidos en este estado.",
	NewOrders:  "La lista cambió.",
	Reload:     "Recargar",
	Offline:    "Sin conexión: la lista puede estar atrasada.",
	Older:      "Más antiguos",
	Newest:     "Los más recientes",
	When:       "Fecha",
	NumberName: "Número",
	Who:        "Cliente",
	Units:      func(n int) string { return plural(n, "unidad", "unidades") },
	State:      "Estado",
	Count:      func(n int) string { return plural(n, "pedido", "pedidos") },

	Mark:         func(number string) string { return "Marcar el pedido " + number },
	CancelMarked: "Cancelar los pedidos marcados…",
	CancelThem:   "Cancelarlos",

	Days:       func(n int) string { return "Últimos " + plural(n, "día", "días") },
	Today:      "Hoy",
	DaySummary: func(day, count, sum string) string { return day + ": " + count + ", " + sum },

	Product:     "Producto",
	UnitPrice:   "Precio",
	Quantity:    "Cantidad",
	LineTotal:   "Importe",
	Note:        "Nota",
	OrderNote:   "Nota del pedido",
	Customer:    "Cliente",
	Name:        "Nombre",
	Phone:       "Teléfono",
	Email:       "Correo",
	Address:     "Dirección",
	Delivery:    "Entrega",
	Subtotal:    "Subtotal",
	Discount:    func(code string) string { return "Descuento (" + code + ")" },
	Shipping:    "Envío",
	Tax:         "Impuesto",
	TaxIncluded: "incluido",
	Total:       "Total",
	History:     "Historial",
	Print:       "Imprimir",
	Cancel:      "Cancelar el pedido…",
	CancelTip:   "No se puede deshacer. Lo que se reservó vuelve al stock.",
	NotNow:      func(state string) string { return "No se cambió: el pedido ya está en otro estado (" + state + ")." },
	Unreadable:  "El pedido guardado está dañado y no se puede leer. Llama al cliente y busca el pedido en una copia de seguridad.",
	Held: func(until string) string {
		return "Sus unidades están reservadas hasta el " + until + ". Confirma el pedido para conservarlas."
	},
	Unheld:      "Este pedido no tiene unidades reservadas. Al confirmarlo se toman del stock, si quedan.",
	NotLeft:     func(names string) string { return "No se confirmó: no queda suficiente de " + names + "." },
	NoSuchOrder: "Ese pedido no existe.",

	authors: map[string]string{orderdb.Shopper: "Cliente", Owner: "Tienda", CommandLine: "Tienda, por comando"},

	States: map[orderdb.State]string{
		orderdb.New: "Nuevo", orderdb.Confirmed: "Confirmado", orderdb.Sent: "Enviado",
		orderdb.Done: "Entregado", orderdb.Cancelled: "Cancelado",
	},
	Actions: map[orderdb.State]string{
		orderdb.Confirmed: "Confirmar", orderdb.Sent: "Marcar como enviado",
		orderdb.Done: "Marcar como entregado", orderdb.Cancelled: "Cancelar el pedido",
	},

	LetterSubject: func(number, total string) string { return "Pedido nuevo " + number + ": " + total },
	LetterFoot:    "Este correo lo envía tu tienda con cada pedido nuevo.",
	DigestSubject: func(n int) string { return strconv.Itoa(n) + " pedidos nuevos" },
	DigestHead:    "Llegaron muchos pedidos en un minuto: van todos en este correo.",

	months: [12]string{"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},
}
