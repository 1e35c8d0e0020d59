// Command server is everything around the shop that does not run in the browser.
//
//	carrito                                  serves the shop of this folder, or a demo shop
//	carrito serve [-addr localhost:8000]     serves the shop and takes its orders
//	carrito serve -domain tienda.example     serves it by HTTPS, with certificates of its own
//	carrito check                            checks shop and catalogue, prints the counts
//	carrito images                           makes the pictures that pages show from the originals
//	carrito compress                         compresses the shop's files ahead of the first start
//	carrito export -o dist [-base URL]       writes the shop as plain files, for any static host
//	carrito publish                          exports, and runs the command publish of shop.json
//	carrito import -o web/products.json FILE turns a table, or an export of Shopify or WooCommerce, into a catalogue
//	carrito import https://…                 does so with a table on the web
//	carrito export-table FILE.csv            writes the catalogue as a table that import takes back, also .xlsx
//	carrito orders [list|show|state|export|backup|data|forget]  shows and manages the orders
//	carrito admin password                   sets the password of the owner's page, /admin/pedidos
//	carrito admin passkeys [remove]          lists or removes the owner's passkeys
//	carrito pay read FILE                    prints the text of a wallet's QR code, for shop.json
//	carrito service install|uninstall        makes a systemd service of serve
//	carrito backup FILE.tar.zst              backs up shop, pictures and orders
//	carrito restore FILE [-into FOLDER]      makes a shop of a backup
//	carrito version [-json]                  prints which version this is
//	carrito completion bash|zsh|fish         prints a script for the shell
//	carrito program                          builds the browser program, for make
//	carrito release                          builds the archives of a release, for make
//
// The flags -shop, -products and -web of serve, check, images, compress, export,
// publish and backup name the owner's files. orders and admin take -web only to refuse to
// write there. A command that fails prints why and exits with status 1. A mistake
// in the command line exits with status 2.
//
// # From products.json to a page
//
// Package strict reads the owner's products.json and names every fault. Package
// importer writes that file from another shop's export, and package identity
// makes sure that no product gets the id of another. Package site draws a page
// for each product: the HTML comes from app/ui, the same code that runs in the
// browser, and site adds the head, structured data, settings and styles. Package
// httpd keeps the pages of one build ready in memory, compressed by package
// asset, and replaces them when a file or the stock changes. Package export
// writes the same pages to a folder. Package images makes the smaller pictures
// that the pages name.
//
// # From an order in the browser to the owner
//
// The browser posts the order to /api/orders. Package inbox limits what one
// client may send, reads the order and checks it with app/order. Package orderdb
// prices it again in the transaction that takes its units from the stock, and
// answers once it is on the disk. If the shop refuses the order as it is, the
// answer is 409 with a proposal: the order that the shop would take. In the same
// transaction orderdb records that the owner must be notified; package notify
// sends the mail or the webhook, and tries again until it arrives. The owner
// confirms, sends or cancels the order on the page of package admin or by package
// ordercli. A new order holds its units for a limited time; a confirmed order
// keeps them. Package httpd notices that the stock has changed and renders the
// pages that show it again.
//
// app/README.md describes the browser's part of both, and what a press on a
// button does. server/README.md is for those who run the server.
//
// # Packages
//
// An arrow points to the packages of this project that a package imports. Those
// of the browser program begin with app/. Arrows only point down. TestImportMap
// compares this list with the code.
//
//	server             the commands: flags and wiring
//	                   → app/cart app/shop admin admincli alertpage backup cashier catalogfile check clientip
//	                     complaintpage demo editor export fetch httpd https identity images importcli inbox
//	                     inbox/orderdb kept notify ordercli orderpage pay pay/mercadopago pay/mercadopagotest
//	                     pay/stripe pay/stripetest paycli private program progress publish release safelog
//	                     service settings sharedfiles site tablecli
//	check              the command check: faults and hints
//	                   → app/address app/catalog app/filter app/money app/shop cleartext export images site
//	importcli          the command import, and the table on the web that serve follows
//	                   → catalogfile fetch identity importer importer/sheet photos regular site
//	tablecli           the command export-table
//	                   → importer/sheet importer/table regular site strict
//	photos             takes pictures into the shop, from a folder or an address
//	                   → app/catalog fetch picture regular site
//	ordercli           the command orders
//	                   → app/order app/shop cldr inbox/orderdb plaincsv privacy private words
//	admincli           the command admin: password and passkeys
//	                   → admin inbox/orderdb safelog site
//	paycli             the command pay: reads the QR code in a picture
//	                   → app/pay picture regular safelog
//	editor             the owner's page of products
//	                   → app/address app/cart app/catalog app/money admin asset catalogfile htmlpage
//	                     gtin images kept picture regular site strict words
//	settings           the owner's pages of settings, categories and texts, and of publishing
//	                   → app/address app/catalog app/shop app/text admin asset catalogfile cldr clientip
//	                     htmlpage kept patch prose publish regular site words
//	sharedfiles        keeps the owner's files the same at servers that share a PostgreSQL database
//	                   → identity inbox/orderdb kept patch prose regular
//	publish            exports, and runs the owner's command that puts the files on the web
//	                   → export site
//	export             the shop as plain files
//	                   → asset exchange picture regular site
//	backup             archives of the whole shop, and shops made of them
//	                   → exchange identity private regular
//	service            the systemd service: unit, user, sandbox
//	demo               the demo shop and the browser program inside a released program
//	                   → site
//	release            builds a program for each system, and packs it
//	exchange           puts a new folder in the place of an old one
//	program            builds the browser program
//	progress           the progress bar of a command
//	https              HTTPS at domains of one's own: certificates, HTTP/2 and HTTP/3
//	                   → httpd
//	httpd              HTTP: ready pages, files, headers, reloading, the stock left
//	                   → app/cart app/catalog app/order app/shop asset images picture prose regular site
//	inbox              the API that takes orders
//	                   → app/catalog app/order app/shop clientip inbox/orderdb
//	cashier            takes payments at providers' pages: webhooks, and questions to them
//	                   → app/shop clientip inbox/orderdb pay words
//	admin              the owner's page
//	                   → alert app/address app/cart app/catalog app/money app/order app/shop app/typed
//	                     asset cldr cleartext clientip complaint htmlpage inbox/orderdb live passkey
//	                     plaincsv privacy sales site words
//	orderpage          the page of an order, for its shopper
//	                   → app/money app/order app/shop app/shopper app/text app/ui/qr asset cldr
//	                     htmlpage inbox/orderdb live pay site words
//	alertpage          takes the forms of shoppers who wait for a sold-out product
//	                   → alert app/address app/cart app/catalog app/text asset clientip htmlpage
//	                     inbox/orderdb site words
//	complaintpage      takes the sheets of the Libro de Reclamaciones, and shows their copies
//	                   → asset clientip complaint htmlpage inbox/orderdb site
//	htmlpage           sends pages made from templates
//	notify             mails and webhook about new orders and sheets of the Libro de Reclamaciones
//	                   → app/order app/shop cldr cleartext complaint inbox/orderdb safelog words
//	pay/mercadopagotest  Mercado Pago's API for the sandbox
//	                   → app/money pay pay/sandbox
//	pay/stripetest     Stripe's API for the sandbox
//	                   → pay pay/sandbox pay/stripe
//	pay/sandbox        pretends to be a provider of payments: pages, states, webhooks
//	                   → app/money pay
//	pay/mercadopago    payments with Mercado Pago's Checkout Pro
//	                   → app/money pay
//	pay/stripe         payments with Stripe Checkout
//	                   → app/money pay
//	passkey            WebAuthn: creates passkeys and signs in with them
//	                   → inbox/orderdb
//	sales              what was sold: periods, plots, what is nearly sold out
//	                   → app/cart app/catalog app/money
//	privacy            exports and erases a shopper's data
//	                   → alert complaint inbox/orderdb plaincsv
//	inbox/orderdb      the database: orders, stock, notices, sessions, passkeys; migrations
//	                   → alert app/cart app/catalog app/money app/order app/typed cleartext complaint pay private
//	                     safelog
//	pay                what a provider of payments does; the owner's keys
//	                   → app/money regular safelog
//	site               pages as documents: head, structured data, sitemap, manifest, worker
//	                   → alert app/address app/cart app/catalog app/filter app/json app/order app/search
//	                     app/shop app/text app/ui/list app/ui/pages app/ui/part asset card cldr complaint
//	                     identity images listing picture prose regular strict words
//	listing            what search engines and marketplaces read of the products
//	                   → app/address app/catalog app/json app/money app/order app/shop gtin
//	prose              the pages that the owner has written in Markdown
//	                   → app/catalog regular
//	catalogfile        changes products.json beside others who change it; its versions
//	                   → identity kept regular
//	importer           turns exports of other shops and plain tables into a catalogue
//	                   → app/catalog app/money gtin identity importer/sheet importer/table strict
//	importer/sheet     reads and writes the rows of CSV files and spreadsheets
//	importer/table     a catalogue as a table that importer reads back
//	gtin               checks the numbers in bar codes
//	card               draws the pictures of link previews
//	images             smaller pictures, made from the originals
//	                   → app/catalog picture regular
//	picture            the format, size and metadata of a picture file
//	fetch              downloads tables and pictures of the owner's, never from private networks
//	clientip           which client a request comes from
//	live               tells open pages of changes, as server-sent events
//	words              the texts of the server's own pages in the shop's language
//	                   → alert app/money app/order app/shop app/text kept
//	strict             products.json and shop.json, read with all faults named
//	                   → app/catalog app/filter app/json app/money app/order app/pay app/search app/shop
//	                     app/typed cldr complaint
//	complaint          the Libro de Reclamaciones: its sheets and their term
//	                   → app/money app/typed
//	alert              shoppers who wait for a sold-out product: contacts, limits
//	                   → app/catalog app/order app/shop app/typed
//	cldr               how a locale writes amounts of money
//	                   → app/money app/shop
//	identity           gives each product an id for ever
//	kept               changes a file whole or not at all, and keeps its versions
//	                   → regular
//	patch              changes single members of a JSON file, and no other byte
//	asset              bodies in Brotli, zstd, gzip and as changes, each made once
//	cleartext          where orders may go unencrypted
//	plaincsv           CSV files without formulas
//	private            files that only their owner may read
//	safelog            logs without passwords and escape sequences
//	regular            opens regular files only, up to a limit, and writes whole ones
//
// For tests:
//
//	e2e                tests of the whole shop, in browsers
//	e2e/shop           stories of browsing
//	e2e/look           stories of how pages look
//	e2e/cart           stories of the cart
//	e2e/tabs           stories of tabs that share a session
//	e2e/offline        stories of the service worker
//	e2e/hosts          stories of what browsers download
//	e2e/orders         stories of orders
//	e2e/owner          stories of the owner's page
//	e2e/faults         stories of what goes wrong
//	e2e/parity         boot.js and worker.js do the same as the Go packages
//	e2e/unit           runs unit tests in browsers
//	e2e/vocabulary     checks structured data against schema.org
//	e2e/bench          benchmarks of the whole shop
//	e2e/browsertest    browsers, tabs, servers and shops for the stories
//	                   → app/catalog asset e2e/engine export httpd shoptest/large site
//	e2e/engine         drives the browsers
//	inbox/inboxtest    a small shop, and a store on each kind of database
//	                   → app/catalog app/money app/order app/shop inbox inbox/orderdb inbox/orderdb/pgtest
//	                     strict
//	inbox/orderdb/pgtest  a PostgreSQL of its own
//	pay/paytest        stories and faults for the providers of payments
//	                   → app/money pay pay/sandbox
//	shoptest           sample orders, and exports of Shopify
//	                   → app/money app/order inbox/orderdb
//	shoptest/queries   searches and what they must find, to compare rankings
//	                   → app/catalog
//	shoptest/large     generates shops of any size, whose products do not repeat
//	                   → app/catalog
//	disktest           small disks
//	picture/picturetest  picture files
//
// # Glossary
//
//	build       the program, pages and files of one version of the shop, under one hash
//	catalogue   all products, variants and prices, read from products.json
//	channel     how an order reaches the owner: server, whatsapp, email, post
//	draft       the order that a shopper is filling in
//	fault       a mistake in a file or an order, named with its field
//	hand-over   the program takes control of the page from boot.js
//	hold        a new order's claim on units of the stock, until it runs out
//	inbox       the shop's own server as the channel of orders
//	key         a product and its variant, such as 2:1
//	ledger      products.ids.json, which records the id of each product
//	notice      one message to the owner about an order, by mail or webhook
//	outbox      an order that the browser still has to deliver to the shop
//	proposal    the order that the shop would take instead of one that it refuses
//	terms       delivery, tax, promo codes and limits, from shop.json
//	withheld    a file in web/ that no visitor gets
package main
