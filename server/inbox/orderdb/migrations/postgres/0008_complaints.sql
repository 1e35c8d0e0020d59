-- The sheets of the Libro de Reclamaciones. No sheet is ever removed: the law wants them
-- kept for two years at least.
CREATE TABLE complaints (
	number   BIGINT PRIMARY KEY, -- from 1, without gaps
	token    TEXT NOT NULL UNIQUE, -- of the consumer's copy
	placed   BIGINT NOT NULL,
	sheet    TEXT NOT NULL, -- JSON, as the consumer wrote it
	answer   TEXT NOT NULL DEFAULT '',
	answered BIGINT NOT NULL DEFAULT 0
);

-- The last number of a kind of documents whose numbers have no gaps.
CREATE TABLE counters (
	name TEXT PRIMARY KEY,
	last BIGINT NOT NULL
);
