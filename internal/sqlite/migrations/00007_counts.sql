-- +goose Up

-- What is counted by period, too, is counted off the index.
DROP INDEX rows_counts;
CREATE INDEX rows_counts ON rows (sort, class, status, first, last, document);

-- +goose Down
DROP INDEX rows_counts;
CREATE INDEX rows_counts ON rows (sort, class, status, first, document);
