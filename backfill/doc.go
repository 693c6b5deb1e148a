// Package backfill turns an archive that outgrows a machine into finished shards and corpus rows, on any runner of Apache Beam. It
// reads with the same pipeline and joins with the same corpus as the program does in one process, and gives the same rows.
//
// The work is done in three jobs and one step of the submitter, each of which leaves files and is passed over where they stand:
//
//	read        archives → pages, in runs of a few hundred → finished shards (package shards)
//	like        records → sketches → documents that share enough hashes → likenesses
//	stories     likenesses → connected components → stories, by the submitter
//	happenings  event rows with their stories, by key → happenings and links → the panel of dyads and months
//
// What fails in a document is in its record; a page that cannot be read is a line of the shard. Only what may pass (a disk, a
// network) fails a bundle, which the runner tries again.
package backfill
