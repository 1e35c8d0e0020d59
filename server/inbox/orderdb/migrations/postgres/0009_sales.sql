-- What was sold, for the owner's page of sales. Nothing in here is of the shopper.
CREATE TABLE lines (
	order_id TEXT NOT NULL REFERENCES orders (id),
	line     BIGINT NOT NULL, -- from 0
	product  BIGINT NOT NULL,
	variant  BIGINT NOT NULL, -- 0 for a product without variants
	name     TEXT NOT NULL,
	quantity BIGINT NOT NULL,
	amount   BIGINT NOT NULL, -- unit price times quantity, in minor units of the order's currency
	PRIMARY KEY (order_id, line)
);

-- Orders that cannot be read have no lines.
DO $$
DECLARE
	stored RECORD;
BEGIN
	FOR stored IN SELECT id, body FROM orders LOOP
		BEGIN
			INSERT INTO lines (order_id, line, product, variant, name, quantity, amount)
			SELECT stored.id, l.number - 1, (l.value->>'product')::bigint, (l.value->>'variant')::bigint, l.value->>'name',
				(l.value->>'quantity')::bigint, replace(l.value->>'unitPrice', '.', '')::bigint * (l.value->>'quantity')::bigint
			FROM jsonb_array_elements(stored.body::jsonb->'lines') WITH ORDINALITY AS l (value, number);
		EXCEPTION WHEN others THEN NULL;
		END;
	END LOOP;
END
$$;

-- Has all that the sums of a period need, so that they read no orders.
CREATE INDEX orders_by_sales ON orders (placed, state, payment, provider, currency, digits, total, id);
