-- Who is signed in at the owner's page.
CREATE TABLE sessions (
	id      BYTEA PRIMARY KEY, -- a hash: who reads the table cannot sign in with it
	expires BIGINT NOT NULL
);

-- Passwords that were tried, by account and by address.
CREATE TABLE attempts (
	key      TEXT PRIMARY KEY,
	failures BIGINT NOT NULL,
	last     BIGINT NOT NULL, -- when
	blocked  BIGINT NOT NULL  -- until when the next is refused unread
);
