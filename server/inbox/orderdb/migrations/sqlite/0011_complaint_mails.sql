-- Mails about the sheets of the Libro de Reclamaciones that are to be sent.
CREATE TABLE complaint_mails (
	number    INTEGER PRIMARY KEY,
	complaint INTEGER NOT NULL REFERENCES complaints (number),
	kind      TEXT NOT NULL,              -- copy, note or answer
	due       INTEGER NOT NULL,           -- when to try
	tries     INTEGER NOT NULL DEFAULT 0, -- that failed
	fault     TEXT NOT NULL DEFAULT '',   -- of the last one
	delivered INTEGER,                    -- when, once it is
	UNIQUE (complaint, kind)
);
CREATE INDEX complaint_mails_due ON complaint_mails (due) WHERE delivered IS NULL;
