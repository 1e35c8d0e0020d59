-- The owner's passkeys (WebAuthn, credential record). Nothing of them is secret.
CREATE TABLE passkeys (
	number INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again
	id     BLOB NOT NULL UNIQUE, -- by which the authenticator knows it
	key    BLOB NOT NULL,        -- the public key (COSE)
	count  INTEGER NOT NULL,     -- of signatures, as the authenticator told it last
	flags  INTEGER NOT NULL,     -- the authenticator's, when the passkey was made
	origin TEXT NOT NULL,        -- of the page that it was made for
	name   TEXT NOT NULL,        -- the owner's, for the device
	added  INTEGER NOT NULL,
	used   INTEGER NOT NULL      -- when last, 0 where never
);

-- Challenges that were answered. None is answered twice.
CREATE TABLE challenges (
	challenge BLOB PRIMARY KEY,
	answered  INTEGER NOT NULL
) WITHOUT ROWID;

-- The passkey by which a session was started, if any. It ends with it.
ALTER TABLE sessions ADD COLUMN passkey INTEGER REFERENCES passkeys (number) ON DELETE CASCADE;
