-- Times are microseconds since 1970 (UTC), amounts minor units of the currency.

CREATE TABLE orders (
	id       TEXT PRIMARY KEY,
	digest   BLOB NOT NULL,    -- SHA-256 of the JSON that was sent
	body     TEXT NOT NULL,    -- the order's JSON, as it was taken
	placed   INTEGER NOT NULL,
	state    TEXT NOT NULL,
	customer TEXT NOT NULL,    -- from the body, for lists
	phone    TEXT NOT NULL,
	lines    INTEGER NOT NULL,
	units    INTEGER NOT NULL,
	total    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX orders_by_placed ON orders (placed, id);
CREATE INDEX orders_by_state ON orders (state, placed, id);

CREATE TABLE changes (
	number   INTEGER PRIMARY KEY,
	order_id TEXT NOT NULL REFERENCES orders (id),
	at       INTEGER NOT NULL,
	author   TEXT NOT NULL,
	state    TEXT NOT NULL
);
CREATE INDEX changes_by_order ON changes (order_id, number);

-- What is counted. A variant whose units nobody counts has no row.
CREATE TABLE stock (
	key     TEXT PRIMARY KEY,  -- "7" for a product, "7:2" for its variant 2
	units   INTEGER NOT NULL CHECK (units >= 0),
	counted INTEGER NOT NULL   -- what products.json said last
) WITHOUT ROWID;

-- What each order took from the stock.
CREATE TABLE taken (
	order_id TEXT NOT NULL REFERENCES orders (id),
	key      TEXT NOT NULL,
	units    INTEGER NOT NULL CHECK (units > 0),
	PRIMARY KEY (order_id, key)
) WITHOUT ROWID;

-- What the owner is still to be told.
CREATE TABLE outbox (
	number    INTEGER PRIMARY KEY,
	order_id  TEXT NOT NULL REFERENCES orders (id),
	channel   TEXT NOT NULL,
	due       INTEGER NOT NULL,           -- when to try
	tries     INTEGER NOT NULL DEFAULT 0, -- that failed
	fault     TEXT NOT NULL DEFAULT '',   -- of the last one
	delivered INTEGER                     -- when, once it is
);
CREATE INDEX outbox_due ON outbox (due) WHERE delivered IS NULL;

CREATE TABLE settings (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;

-- Grows with every change, whoever makes it: the sum counts. Several rows, so
-- that servers do not wait for one another.
CREATE TABLE pulse (
	slot  INTEGER PRIMARY KEY,
	beats INTEGER NOT NULL
);
INSERT INTO pulse (slot, beats) VALUES (0,0),(1,0),(2,0),(3,0),(4,0),(5,0),(6,0),(7,0),(8,0),(9,0),(10,0),(11,0),(12,0),(13,0),(14,0),(15,0);
