-- Whoever knows the token of an order sees the order's page. Empty where there is none.
ALTER TABLE orders ADD COLUMN token TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX orders_by_token ON orders (token) WHERE token <> '';

-- How an order is paid, and how far that is.
ALTER TABLE orders ADD COLUMN means TEXT NOT NULL DEFAULT '';      -- its id in shop.json, empty where shopper and owner agree on one later
ALTER TABLE orders ADD COLUMN provider TEXT NOT NULL DEFAULT '';   -- whose page the shopper pays on; empty for other means
ALTER TABLE orders ADD COLUMN payment TEXT NOT NULL DEFAULT '';    -- the state; empty where nothing is known
ALTER TABLE orders ADD COLUMN ask BIGINT NOT NULL DEFAULT 0;      -- when to ask the provider; 0 for never
ALTER TABLE orders ADD COLUMN asked BIGINT NOT NULL DEFAULT 0;    -- how often it was asked since something changed
CREATE INDEX orders_by_payment ON orders (payment, placed, id) WHERE payment <> '';
CREATE INDEX orders_by_ask ON orders (ask) WHERE ask > 0;

CREATE TABLE payment_changes (
	number   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	order_id TEXT NOT NULL REFERENCES orders (id),
	at       BIGINT NOT NULL,
	author   TEXT NOT NULL,
	state    TEXT NOT NULL,
	note     TEXT NOT NULL
);
CREATE INDEX payment_changes_by_order ON payment_changes (order_id, number);

-- The providers' pages on which an order can be paid. The row is there before the page.
CREATE TABLE payment_pages (
	order_id TEXT NOT NULL REFERENCES orders (id),
	attempt  BIGINT NOT NULL,
	provider TEXT NOT NULL,
	title    TEXT NOT NULL,
	base     TEXT NOT NULL,              -- the shop's address as the shopper sees it
	expires  BIGINT NOT NULL,
	page     TEXT NOT NULL DEFAULT '',   -- its id at the provider, once it is open
	url      TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (order_id, attempt)
);
CREATE INDEX payment_pages_by_page ON payment_pages (page) WHERE page <> '';

-- What the providers say of payments, as they said it last.
CREATE TABLE payments (
	order_id TEXT NOT NULL REFERENCES orders (id),
	provider TEXT NOT NULL,
	payment  TEXT NOT NULL,    -- its id at the provider
	state    TEXT NOT NULL,
	detail   TEXT NOT NULL,
	amount   BIGINT NOT NULL,
	refunded BIGINT NOT NULL,
	digits   BIGINT NOT NULL,
	currency TEXT NOT NULL,
	at       BIGINT NOT NULL,
	PRIMARY KEY (order_id, provider, payment)
);

-- Webhooks that were heard. Each leads to a question to the provider.
CREATE TABLE payment_events (
	number   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	provider TEXT NOT NULL,
	event    TEXT NOT NULL,
	order_id TEXT NOT NULL,    -- empty where the webhook does not say it
	payment  TEXT NOT NULL,
	page     TEXT NOT NULL,
	heard    BIGINT NOT NULL,
	due      BIGINT NOT NULL,
	tries    BIGINT NOT NULL DEFAULT 0,
	done     BIGINT,          -- when, once it is
	UNIQUE (provider, event)
);
CREATE INDEX payment_events_due ON payment_events (due) WHERE done IS NULL;
CREATE INDEX payment_events_done ON payment_events (done) WHERE done IS NOT NULL;

-- What a notice is about: the order, or with a state its payment.
ALTER TABLE outbox ADD COLUMN about TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_by_order ON outbox (order_id);
