-- The owner's files, which servers without a common folder share. The latest revision is
-- the row 'files' of the table counters. Copies of the database leave these rows out,
-- because a backup has the files themselves.
CREATE TABLE shared_files (
	name     TEXT PRIMARY KEY, -- such as products.json
	revision INTEGER NOT NULL UNIQUE,
	sum      TEXT NOT NULL, -- SHA-256 in hexadecimal; empty for a file that was removed
	size     INTEGER NOT NULL, -- in bytes
	author   TEXT NOT NULL, -- who has changed it; empty if unknown
	changed  INTEGER NOT NULL, -- Unix seconds
	content  BLOB NOT NULL
) WITHOUT ROWID;
