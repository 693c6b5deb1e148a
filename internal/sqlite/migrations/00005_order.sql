-- +goose Up

-- Lists come in the order of dates, what is not dated last: a page of a long list is read off an index. rows_counts has all
-- that is counted, so that the rows themselves are not touched.
DROP INDEX rows_first;
CREATE INDEX rows_order ON rows ((first IS NULL), first, last);
CREATE INDEX rows_sort_order ON rows (sort, (first IS NULL), first, last);
CREATE INDEX rows_counts ON rows (sort, class, status, first, document);
DROP INDEX documents_first;
CREATE INDEX documents_order ON documents ((first IS NULL), first, last);
CREATE INDEX documents_newest ON documents ((first IS NULL), first DESC, last DESC);

-- +goose Down
DROP INDEX documents_newest;
DROP INDEX documents_order;
CREATE INDEX documents_first ON documents (first);
DROP INDEX rows_counts;
DROP INDEX rows_sort_order;
DROP INDEX rows_order;
CREATE INDEX rows_first ON rows (sort, first);
