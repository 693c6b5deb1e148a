-- +goose Up

-- Addresses that were asked while watching, and when a host may be asked next; see the SQLite store's 00012.
CREATE TABLE asked (
  address  TEXT COLLATE "C" NOT NULL,
  every    BIGINT NOT NULL,
  at       TEXT NOT NULL,
  etag     TEXT NOT NULL,
  modified TEXT NOT NULL,
  found    BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  error    TEXT NOT NULL
);
CREATE UNIQUE INDEX asked_key ON asked (md5(address));

CREATE TABLE hosts (host TEXT COLLATE "C" PRIMARY KEY, next BIGINT NOT NULL);

-- +goose Down
DROP TABLE hosts, asked;
