-- Until when a new order holds what it took from the stock: 0 for good, -1 where it
-- holds nothing and takes it once it is confirmed.
ALTER TABLE orders ADD COLUMN held BIGINT NOT NULL DEFAULT 0;
CREATE INDEX orders_by_hold ON orders (held) WHERE held > 0;
