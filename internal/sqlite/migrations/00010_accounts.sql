-- +goose Up

-- Who may come in, each with its entry as JSON: accounts.User, Token, Session; the trail of what was done; hooks that are told.
CREATE TABLE account_users (name TEXT PRIMARY KEY, entry TEXT NOT NULL);
CREATE TABLE account_tokens (hash TEXT PRIMARY KEY, entry TEXT NOT NULL);
CREATE TABLE account_sessions (hash TEXT PRIMARY KEY, name TEXT NOT NULL, entry TEXT NOT NULL);
CREATE INDEX account_sessions_name ON account_sessions (name);
CREATE TABLE account_audit (n INTEGER PRIMARY KEY, entry TEXT NOT NULL);
CREATE TABLE account_hooks (id TEXT PRIMARY KEY, entry TEXT NOT NULL);

-- +goose Down
DROP TABLE account_hooks;
DROP TABLE account_audit;
DROP TABLE account_sessions;
DROP TABLE account_tokens;
DROP TABLE account_users;
