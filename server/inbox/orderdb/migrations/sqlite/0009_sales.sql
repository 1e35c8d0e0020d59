-- What was sold, for the owner's page of sales. Nothing in here is of the shopper.
CREATE TABLE lines (
	order_id TEXT NOT NULL REFERENCES orders (id),
	line     INTEGER NOT NULL, -- from 0
	product  INTEGER NOT NULL,
	variant  INTEGER NOT NULL, -- 0 for a product without variants
	name     TEXT NOT NULL,
	quantity INTEGER NOT NULL,
	amount   INTEGER NOT NULL, -- unit price times quantity, in minor units of the order's currency
	PRIMARY KEY (order_id, line)
) WITHOUT ROWID;

-- Orders that cannot be read have no lines.
INSERT INTO lines (order_id, line, product, variant, name, quantity, amount)
SELECT orders.id, l.key, json_extract(l.value, '$.product'), json_extract(l.value, '$.variant'), json_extract(l.value, '$.name'),
	json_extract(l.value, '$.quantity'), CAST(replace(json_extract(l.value, '$.unitPrice'), '.', '') AS INTEGER) * json_extract(l.value, '$.quantity')
FROM orders, json_each(CASE WHEN json_valid(body) THEN body ELSE '{}' END, '$.lines') AS l
WHERE l.type = 'object' AND typeof(l.key) = 'integer' AND json_type(l.value, '$.product') = 'integer' AND json_type(l.value, '$.variant') = 'integer'
	AND json_type(l.value, '$.name') = 'text' AND json_type(l.value, '$.quantity') = 'integer' AND json_type(l.value, '$.unitPrice') = 'text';

-- Has all that the sums of a period need, so that they read no orders.
CREATE INDEX orders_by_sales ON orders (placed, state, payment, provider, currency, digits, total, id);
