-- +goose Up

-- Addresses that were asked while watching: with what outcome, when, and for those asked again and again how often (every,
-- seconds) and how many times in a row they failed.
CREATE TABLE asked (
  address  TEXT PRIMARY KEY,
  every    INTEGER NOT NULL,
  at       TEXT NOT NULL,
  etag     TEXT NOT NULL,
  modified TEXT NOT NULL,
  found    INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  error    TEXT NOT NULL
);

-- When a host may be asked next, by whichever process, in milliseconds since 1970.
CREATE TABLE hosts (host TEXT PRIMARY KEY, next INTEGER NOT NULL);

-- +goose Down
DROP TABLE hosts;
DROP TABLE asked;
