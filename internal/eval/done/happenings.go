package done

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente"
	"entente/internal/eval/score"
)

// toldEvents annotates the events of twelve documents from other regions.
//
//go:embed annotated/happenings.tsv
var toldEvents string

// A told event is a row of the annotation.
type told struct {
	evidence             entente.Span // bytes
	group                string
	types, kinds, status []string
	actors, recipients   []string
	date                 string // EDTF, "" where it is not asked for
	core, never          bool   // never: no such event may be read there
}

// Happenings scores events on twelve documents, and set by set on others that were annotated before any was read: a prediction is right where its evidence
// overlaps, its type is among those taken and half of the parties agree. Recall counts events, however often they are told;
// precision counts all rows.
func Happenings(gold string, read score.Analyzer) ([]score.Row, error) {
	texts, want, err := toldTexts(gold)
	if err != nil {
		return nil, err
	}
	var n toldCount
	for _, id := range toldIDs() {
		a, err := read(entente.Document{ID: "d:" + id, Source: id, Text: texts[id], Parts: score.Paragraphs(texts[id]), Language: "en"})
		if err != nil {
			return nil, err
		}
		n.add(a, want[id])
	}
	out := n.rows("happenings")
	fresh, err := freshHappenings(gold, read)
	return append(out, fresh...), err
}

// toldCount counts what an annotation and a reading have in common.
type toldCount struct {
	right, predicted, core, hit, status, kind, direction, directed int
	date, dated, never, broken                                     int
}

func (n *toldCount) add(a *entente.Analysis, rows []told) {
	pairs := pairTold(a, rows)
	found := map[string]bool{}
	for g, p := range pairs {
		e, w := &a.Events[p], &rows[g]
		n.right++
		found[w.group] = true
		tell(&n.status, slices.Contains(w.status, e.Status))
		tell(&n.kind, slices.Contains(w.kinds, e.Kind))
		if len(w.recipients) > 0 && len(w.actors) > 0 {
			n.directed++
			tell(&n.direction, agree(a, e.Actors, w.actors) >= 0.5 && agree(a, e.Recipients, w.recipients) >= 0.5)
		}
		if w.date != "" {
			n.dated++
			tell(&n.date, e.Date != nil && e.Date.EDTF == w.date)
		}
	}
	n.predicted += len(a.Events)
	groups := map[string]bool{}
	for _, w := range rows {
		if w.never {
			n.never++
			tell(&n.broken, slices.ContainsFunc(a.Events, func(e entente.Event) bool {
				return e.Evidence.Overlaps(w.evidence) && slices.Contains(w.types, e.Type) && slices.Contains(w.status, e.Status)
			}))
		}
		if w.core && !groups[w.group] {
			groups[w.group] = true
			n.core++
			tell(&n.hit, found[w.group])
		}
	}
}

func tell(n *int, hit bool) {
	if hit {
		*n++
	}
}

func (n *toldCount) rows(set string) []score.Row {
	out := append(score.PRF("events", set, "core", n.right, n.predicted, n.hit, n.core), score.Rate("events", set, "status", n.status, n.right),
		score.Rate("events", set, "kind", n.kind, n.right), score.Rate("events", set, "direction", n.direction, n.directed))
	if n.dated > 0 {
		out = append(out, score.Rate("events", set, "date exact", n.date, n.dated))
	}
	if n.never > 0 {
		out = append(out, score.Rate("events", set, "must not extract: broken", n.broken, n.never))
	}
	return out
}

func toldRows() [][]string {
	var out [][]string
	for _, line := range strings.Split(toldEvents, "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

func toldIDs() []string {
	var out []string
	for _, r := range toldRows() {
		if len(out) == 0 || out[len(out)-1] != r[1] {
			out = append(out, r[1])
		}
	}
	return out
}

// toldTexts reads the texts out of the public sets, and sets the rows on them.
func toldTexts(gold string) (texts map[string]string, rows map[string][]told, err error) {
	texts, rows = map[string]string{}, map[string][]told{}
	ids := toldIDs()
	for _, file := range []string{"pages/article-extraction-dev.jsonl.gz", "meantime/meantime-dev.jsonl.gz", "unga/unga-1946-2020.jsonl.gz"} {
		err := score.EachLine(gold, file, func(d struct{ ID, Text, ArticleBody string }) bool {
			if slices.Contains(ids, d.ID) {
				texts[d.ID] = d.Text + d.ArticleBody
				if strings.HasPrefix(file, "unga") {
					texts[d.ID] = score.Points(d.Text, 2000, 4400)
				}
			}
			return len(texts) < len(ids)
		})
		if err != nil {
			return nil, nil, err
		}
	}
	for _, r := range toldRows() {
		text, ok := texts[r[1]]
		if !ok {
			return nil, nil, fmt.Errorf("events of twelve documents: no %s: %w", r[1], entente.ErrNotFound)
		}
		from, to, _ := strings.Cut(r[2], "-")
		a, err1 := strconv.Atoi(from)
		b, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil {
			return nil, nil, fmt.Errorf("events of twelve documents: evidence %q: %w", r[2], entente.ErrInvalid)
		}
		at := score.ByteOffsets(text)
		rows[r[1]] = append(rows[r[1]], told{
			evidence: entente.Span{Start: at[min(a, len(at)-1)], End: at[min(b, len(at)-1)]}, group: r[3], kinds: r[5:6],
			types: strings.Split(r[4], "/"), status: strings.Split(r[6], "/"), actors: toldNames(r[7]), recipients: toldNames(r[8]), core: r[9] == "core",
		})
	}
	return texts, rows, nil
}

// toldNames are the parties of a column, nil for "-".
func toldNames(s string) []string {
	if s == "-" {
		return nil
	}
	return strings.Split(s, ",")
}

// pairTold matches rows and events one to one, the best agreement of parties first, rows that say more before others.
func pairTold(a *entente.Analysis, rows []told) map[int]int {
	pairs, used := map[int]int{}, map[int]bool{}
	for range rows {
		bg, bp, best := -1, -1, 0.0
		for g, w := range rows {
			if _, have := pairs[g]; have || w.never {
				continue
			}
			for p := range a.Events {
				if s := closeness(a, &a.Events[p], &w); !used[p] && s > best {
					bg, bp, best = g, p, s
				}
			}
		}
		if bg < 0 {
			break
		}
		pairs[bg], used[bp] = bp, true
	}
	return pairs
}

// closeness is how well the parties agree, with a little for kind and core, 0 where evidence or type do not.
func closeness(a *entente.Analysis, e *entente.Event, w *told) float64 {
	typ := e.Type
	if typ == "" {
		typ = "-"
	}
	if !e.Evidence.Overlaps(w.evidence) || !slices.Contains(w.types, typ) {
		return 0
	}
	s := agree(a, slices.Concat(e.Actors, e.Recipients), slices.Concat(w.actors, w.recipients))
	if s < 0.5 {
		return 0
	}
	if slices.Contains(w.kinds, e.Kind) {
		s += 0.1
	}
	if w.core {
		s += 0.05
	}
	return s
}

// agree is the Jaccard likeness of mentions and the parties that the annotation names, by code or a word of the name.
func agree(a *entente.Analysis, ids, want []string) float64 {
	seen := map[string]bool{}
	var got []entente.Mention
	for _, id := range ids {
		m, _ := a.Mention(id)
		key := m.Actor + "|" + m.Of + "|" + m.Name
		if !seen[key] {
			seen[key] = true
			got = append(got, m)
		}
	}
	hits, met := 0, 0
	for _, w := range want {
		if slices.ContainsFunc(got, func(m entente.Mention) bool { return means(a, m, w) }) {
			hits++
		}
	}
	for _, m := range got {
		if slices.ContainsFunc(want, func(w string) bool { return means(a, m, w) }) {
			met++
		}
	}
	all := len(want) + len(got) - met
	if all == 0 {
		return 1
	}
	return float64(hits) / float64(all)
}

// means reports whether a mention is the party that the annotation names.
func means(a *entente.Analysis, m entente.Mention, name string) bool {
	if m.Actor == name || m.Of == name || m.Actor == "org:"+name {
		return true
	}
	low := strings.ToLower(name)
	return name == low && (strings.Contains(strings.ToLower(m.Name), low) || strings.Contains(strings.ToLower(m.Actor), low) ||
		strings.Contains(strings.ToLower(m.Span().In(a.Document.Text)), low))
}
