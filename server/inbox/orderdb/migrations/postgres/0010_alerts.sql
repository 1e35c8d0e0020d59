-- Shoppers who want to be told when a product is back. The number is the next one of the
-- row 'alerts' of the table counters.
CREATE TABLE alerts (
	number  BIGINT PRIMARY KEY,
	product BIGINT NOT NULL,
	variant BIGINT NOT NULL, -- 0 for a product without variants
	name    TEXT NOT NULL, -- of product and variant, when the shopper asked
	contact TEXT NOT NULL, -- an e-mail address in lower case, or + and digits
	asked   BIGINT NOT NULL,
	told    BIGINT NOT NULL DEFAULT 0, -- when the owner wrote to the shopper
	UNIQUE (product, variant, contact)
);
