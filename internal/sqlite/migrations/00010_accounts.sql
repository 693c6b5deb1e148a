-- +goose Up

-- Who may come in, each with its entry as JSON: accounts.User, Token, Session; the trail of what was done; hooks that are told.
CREATE TABLE accounts (name TEXT PRIMARY KEY, entry TEXT NOT NULL);
CREATE TABLE tokens (hash TEXT PRIMARY KEY, entry TEXT NOT NULL);
CREATE TABLE sessions (hash TEXT PRIMARY KEY, name TEXT NOT NULL, entry TEXT NOT NULL);
CREATE INDEX sessions_name ON sessions (name);
CREATE TABLE trail (n INTEGER PRIMARY KEY, entry TEXT NOT NULL);
CREATE TABLE hooks (id TEXT PRIMARY KEY, entry TEXT NOT NULL);

-- +goose Down
DROP TABLE hooks;
DROP TABLE trail;
DROP TABLE sessions;
DROP TABLE tokens;
DROP TABLE accounts;
