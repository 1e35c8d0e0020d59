-- The last changes of the owner's files, so that a server that did not get the answer to a
-- COMMIT can ask whether its change is there. Copies of the database leave these rows out.
CREATE TABLE shared_offers (
	id       TEXT PRIMARY KEY, -- at random
	revision INTEGER NOT NULL -- of the files after the change
) WITHOUT ROWID;
