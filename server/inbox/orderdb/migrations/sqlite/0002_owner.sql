-- Who is signed in at the owner's page.
CREATE TABLE sessions (
	id      BLOB PRIMARY KEY, -- a hash: who reads the table cannot sign in with it
	expires INTEGER NOT NULL
) WITHOUT ROWID;

-- Passwords that were tried, by account and by address.
CREATE TABLE attempts (
	key      TEXT PRIMARY KEY,
	failures INTEGER NOT NULL,
	last     INTEGER NOT NULL, -- when
	blocked  INTEGER NOT NULL  -- until when the next is refused unread
) WITHOUT ROWID;
