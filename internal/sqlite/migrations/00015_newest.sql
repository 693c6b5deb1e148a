-- +goose Up

-- The newest rows first, and counts by all that rows are chosen by, without looking at the rows.
CREATE INDEX rows_newest ON rows ((first IS NULL), first DESC, last DESC);
CREATE INDEX rows_sort_newest ON rows (sort, (first IS NULL), first DESC, last DESC);
DROP INDEX rows_counts;
CREATE INDEX rows_counts ON rows (sort, class, subclass, status, first, last, document);

-- +goose Down
DROP INDEX rows_counts;
CREATE INDEX rows_counts ON rows (sort, class, status, first, last, document);
DROP INDEX rows_sort_newest;
DROP INDEX rows_newest;
