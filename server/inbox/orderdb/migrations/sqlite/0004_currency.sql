-- An order's own currency (ISO 4217) and its decimals, whatever the shop's are now.
ALTER TABLE orders ADD COLUMN currency TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN digits INTEGER NOT NULL DEFAULT -1; -- -1 where they are not known
UPDATE orders SET
	currency = coalesce(json_extract(body, '$.currency'), ''),
	digits = CASE instr(json_extract(body, '$.total'), '.')
		WHEN 0 THEN 0
		ELSE length(json_extract(body, '$.total')) - instr(json_extract(body, '$.total'), '.')
	END
WHERE json_valid(body) AND json_type(body, '$.total') = 'text' AND json_type(body, '$.currency') = 'text';
