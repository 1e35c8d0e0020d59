-- An order's own currency (ISO 4217) and its decimals, whatever the shop's are now.
ALTER TABLE orders ADD COLUMN currency TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN digits BIGINT NOT NULL DEFAULT -1; -- -1 where they are not known
UPDATE orders SET
	currency = coalesce(substring(body from '"currency":"([^"]*)"'), ''),
	digits = length(coalesce(substring(body from '"total":"[0-9]+\.([0-9]+)"\}$'), ''))
WHERE body ~ '"total":"[0-9]+(\.[0-9]+)?"\}$';
