-- When the shopper's data was taken out of an order; 0 as long as it is there.
ALTER TABLE orders ADD COLUMN forgotten BIGINT NOT NULL DEFAULT 0;
