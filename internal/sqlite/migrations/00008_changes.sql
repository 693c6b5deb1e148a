-- +goose Up

-- One for each transaction that changed something, the last thousand at least.
CREATE TABLE changes (n INTEGER PRIMARY KEY);

-- +goose Down
DROP TABLE changes;
