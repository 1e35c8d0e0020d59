-- Mails about the sheets of the Libro de Reclamaciones that are to be sent.
CREATE TABLE complaint_mails (
	number    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	complaint BIGINT NOT NULL REFERENCES complaints (number),
	kind      TEXT NOT NULL,              -- copy, note or answer
	due       BIGINT NOT NULL,           -- when to try
	tries     BIGINT NOT NULL DEFAULT 0, -- that failed
	fault     TEXT NOT NULL DEFAULT '',   -- of the last one
	delivered BIGINT,                    -- when, once it is
	UNIQUE (complaint, kind)
);
CREATE INDEX complaint_mails_due ON complaint_mails (due) WHERE delivered IS NULL;
