-- +goose Up

-- Rows that people rejected.
CREATE TABLE hidden (row BIGINT PRIMARY KEY REFERENCES rows (n) ON DELETE CASCADE);

-- Who may come in, each with its entry as JSON: accounts.User, Token, Session; the trail of what was done; hooks that are told.
CREATE TABLE account_users (name TEXT COLLATE "C" PRIMARY KEY, entry TEXT NOT NULL);
CREATE TABLE account_tokens (hash TEXT COLLATE "C" PRIMARY KEY, entry TEXT NOT NULL);
CREATE TABLE account_sessions (hash TEXT COLLATE "C" PRIMARY KEY, name TEXT COLLATE "C" NOT NULL, entry TEXT NOT NULL);
CREATE INDEX account_sessions_name ON account_sessions (name);
CREATE TABLE account_audit (n BIGINT PRIMARY KEY, entry TEXT NOT NULL);
CREATE TABLE account_hooks (id TEXT COLLATE "C" PRIMARY KEY, entry TEXT NOT NULL);

-- +goose Down
DROP TABLE account_hooks, account_audit, account_sessions, account_tokens, account_users, hidden;
