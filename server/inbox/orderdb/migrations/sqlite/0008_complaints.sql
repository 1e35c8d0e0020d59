-- The sheets of the Libro de Reclamaciones. No sheet is ever removed: the law wants them
-- kept for two years at least.
CREATE TABLE complaints (
	number   INTEGER PRIMARY KEY, -- from 1, without gaps
	token    TEXT NOT NULL UNIQUE, -- of the consumer's copy
	placed   INTEGER NOT NULL,
	sheet    TEXT NOT NULL, -- JSON, as the consumer wrote it
	answer   TEXT NOT NULL DEFAULT '',
	answered INTEGER NOT NULL DEFAULT 0
);

-- The last number of a kind of documents whose numbers have no gaps.
CREATE TABLE counters (
	name TEXT PRIMARY KEY,
	last INTEGER NOT NULL
) WITHOUT ROWID;
