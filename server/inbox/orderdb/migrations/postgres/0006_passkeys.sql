-- The owner's passkeys (WebAuthn, credential record). Nothing of them is secret.
CREATE TABLE passkeys (
	number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- never given again
	id     BYTEA NOT NULL UNIQUE, -- by which the authenticator knows it
	key    BYTEA NOT NULL,        -- the public key (COSE)
	count  BIGINT NOT NULL,     -- of signatures, as the authenticator told it last
	flags  BIGINT NOT NULL,     -- the authenticator's, when the passkey was made
	origin TEXT NOT NULL,        -- of the page that it was made for
	name   TEXT NOT NULL,        -- the owner's, for the device
	added  BIGINT NOT NULL,
	used   BIGINT NOT NULL      -- when last, 0 where never
);

-- Challenges that were answered. None is answered twice.
CREATE TABLE challenges (
	challenge BYTEA PRIMARY KEY,
	answered  BIGINT NOT NULL
);

-- The passkey by which a session was started, if any. It ends with it.
ALTER TABLE sessions ADD COLUMN passkey BIGINT REFERENCES passkeys (number) ON DELETE CASCADE;
