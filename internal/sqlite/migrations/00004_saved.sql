-- +goose Up

-- Questions that people want to come back to, by name.
CREATE TABLE saved (
  name    TEXT PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  who     TEXT NOT NULL,
  at      TEXT NOT NULL
);

-- +goose Down
DROP TABLE saved;
