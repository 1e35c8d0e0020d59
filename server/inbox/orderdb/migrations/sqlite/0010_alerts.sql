-- Shoppers who want to be told when a product is back. The number is the next one of the
-- row 'alerts' of the table counters.
CREATE TABLE alerts (
	number  INTEGER PRIMARY KEY,
	product INTEGER NOT NULL,
	variant INTEGER NOT NULL, -- 0 for a product without variants
	name    TEXT NOT NULL, -- of product and variant, when the shopper asked
	contact TEXT NOT NULL, -- an e-mail address in lower case, or + and digits
	asked   INTEGER NOT NULL,
	told    INTEGER NOT NULL DEFAULT 0, -- when the owner wrote to the shopper
	UNIQUE (product, variant, contact)
);
