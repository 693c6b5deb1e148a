package corpus

import (
	"cmp"
	"slices"

	"entente"
	"entente/internal/corrections"
	"entente/internal/duplicates"
)

// An archive that no machine holds is joined key by key: rows of different keys never tell one happening and are never
// linked, so the rows of all keys together are what Build makes of the whole.

// Key is what the event rows must share that Join is to see together; "" for a row that tells no happening.
func Key(r *entente.Row, kinds Kinds) string {
	t := tell(r, nil, kinds)
	if t == nil {
		return ""
	}
	return pair(t)
}

// Join makes the happenings and links of the event rows of one key. story gives the story of a document; one that is not in
// it is a story of its own.
func Join(rows []entente.Row, story map[string]string, kinds Kinds) Rows {
	all := map[string]string{}
	var told []*telling
	for i := range rows {
		d := rows[i].Document.ID
		if all[d] = story[d]; all[d] == "" {
			all[d] = StoryID(d)
		}
		if t := tell(&rows[i], all, kinds); t != nil {
			told = append(told, t)
		}
	}
	return happenings(join(told, nil), nil)
}

// happenings are the rows of groups, with what reviewers said of them.
func happenings(groups []*group, words *corrections.Ruling) Rows {
	var rows Rows
	gone := map[string]bool{}
	for _, g := range groups {
		h, keep := words.Happening(g.happening())
		if gone[h.ID] = !keep; keep {
			rows.Happenings = append(rows.Happenings, h)
		}
	}
	slices.SortFunc(rows.Happenings, func(a, b entente.Happening) int { return cmp.Compare(a.ID, b.ID) })
	rows.Links = slices.DeleteFunc(links(groups), func(l entente.Link) bool { return gone[l.From] || gone[l.To] || words.Rejected(l.ID) })
	return rows
}

// StoryID is the id of the story whose original a document is.
func StoryID(document string) string { return entente.ID("y", document) }

// A Member is a document of a story, with the length of its text in bytes.
type Member struct {
	Document entente.Brief
	Length   int
}

// StoryOf makes the story of documents that are like one another, directly or by others. like gives the likeness of the
// members i and j, and whether they are alike at all; beside the members that may be like i, in order.
func StoryOf(members []Member, like func(i, j int) (duplicates.Likeness, bool), beside func(i int) []int) entente.Story {
	original := 0
	for i := range members {
		if earlier(members[i], members[original]) < 0 {
			original = i
		}
	}
	y := entente.Story{ID: StoryID(members[original].Document.ID), Original: members[original].Document.ID}
	for i, m := range members {
		y.Documents = append(y.Documents, m.Document.ID)
		if i == original {
			continue
		}
		of, best := original, duplicates.Likeness{}
		if l, ok := like(i, original); ok {
			best = l
		} else { // the original where it is like it, else the closest
			for _, j := range beside(i) {
				if l, ok := like(i, j); ok && l.Contained > best.Contained {
					of, best = j, l
				}
			}
		}
		y.Copies = append(y.Copies, copied(m.Document.ID, members[of].Document.ID, best))
	}
	slices.Sort(y.Documents)
	slices.SortFunc(y.Copies, func(a, b entente.Copy) int { return cmp.Compare(a.Document, b.Document) })
	return y
}

func copied(document, of string, l duplicates.Likeness) entente.Copy {
	return entente.Copy{Document: document, Of: of, Kind: l.Kind(), Likeness: l.Jaccard}
}
