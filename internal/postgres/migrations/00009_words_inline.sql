-- +goose Up

-- The words of a document of up to a thousand words or so stay in its row: to find them elsewhere takes as long as to look at them. This
-- holds for what is read from now on.
ALTER TABLE texts ALTER COLUMN words SET STORAGE MAIN;

-- +goose Down
ALTER TABLE texts ALTER COLUMN words SET STORAGE EXTENDED;
