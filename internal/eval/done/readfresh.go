package done

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"entente"
	"entente/internal/eval/score"
)

// readFresh says what is right at the triggers of events that were drawn by chance and read against their texts.
//
//go:embed annotated/events-fresh.tsv
var readFresh string

// readFresher says the same of events drawn anew, from documents that none of the others hold.
//
//go:embed annotated/events-fresher.tsv
var readFresher string

// readLast says it of the last that were drawn.
//
//go:embed annotated/events-last.tsv
var readLast string

// readFields are what a row is judged by, in the order of the score file.
var readFields = []string{"type", "mode", "kind", "status", "parties", "direction", "date", "asserted by"}

// A readRow is what is right at a trigger; lists are what is taken, and "?" is not judged.
type readRow struct {
	from, to                                    int // code points of the set's text
	types, modes, kinds, statuses, dates, saids []string
	actors, recipients                          []string
}

// A readTally counts rows by field and by confidence.
type readTally struct {
	rows, found, right int
	hits, of           map[string]int
	bins, binsRight    [5]int
	sum                float64
	gap                [5]float64
}

// FreshConfidence says, over rows of texts drawn by chance, set by set, how many are right in each field, and how often they are
// right in type, status, parties and direction by how sure the program is. A row counts where an event still has its trigger.
func FreshConfidence(gold string, read score.Reader) ([]score.Row, error) {
	var out []score.Row
	for _, s := range []struct{ set, annotation string }{{"read, fresh", readFresh}, {"read, fresher", readFresher}, {"read, last", readLast}} {
		rows, err := confidenceOf(gold, read, s.set, s.annotation)
		if err != nil {
			return out, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// confidenceOf scores the rows of one annotation.
func confidenceOf(gold string, read score.Reader, set, annotation string) ([]score.Row, error) {
	rows, ids, err := readRows(set, annotation)
	if err != nil {
		return nil, err
	}
	n := readTally{hits: map[string]int{}, of: map[string]int{}}
	err = eachPublicText(gold, ids, func(from string, d *publicText) error {
		text := d.Text + d.ArticleBody
		analyses, err := read(entente.Page{Source: from + " " + d.ID, Raw: []byte(text), Text: text, Layer: "text",
			Input: entente.Input{ID: d.ID, Date: d.day(), Country: d.country(from)}})
		if err != nil {
			return err
		}
		for _, r := range rows[from+" "+d.ID] {
			n.add(&r, analyses, text)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if n.found == 0 {
		return nil, fmt.Errorf("%s: none of the events is coded now: %w", set, entente.ErrNotFound)
	}
	return n.table(set), nil
}

// A publicText is a document of a public set.
type publicText struct{ ID, Text, ArticleBody, DCT, Date, URL, Country string }

// dayInPath finds the day in the address of a news page.
var dayInPath = regexp.MustCompile(`/(20\d\d)/(\d\d)/(\d\d)/`)

// day is when the text was published, a month at least; some sets cut it short, and then the address may have it.
func (d *publicText) day() string {
	for _, layout := range []string{time.DateOnly, "2006-01"} {
		if _, err := time.Parse(layout, d.DCT+d.Date); err == nil {
			return d.DCT + d.Date
		}
	}
	return strings.Trim(strings.ReplaceAll(dayInPath.FindString(d.URL), "/", "-"), "-")
}

// country is the state that speaks.
func (d *publicText) country(set string) string {
	if set == "unga" {
		return d.Country
	}
	return ""
}

// eachPublicText gives the documents of the public sets that are asked for, by set and id.
func eachPublicText(gold string, ids map[string]map[string]bool, do func(set string, d *publicText) error) error {
	for _, set := range []string{"meantime", "pages", "gum", "tr-news", "geovirus", "polnear", "unga"} {
		left := len(ids[set])
		for _, file := range freshFiles[set] {
			var failed error
			if left == 0 {
				break
			}
			err := score.EachLine(gold, file, func(d publicText) bool {
				if ids[set][d.ID] {
					left--
					failed = do(set, &d)
				}
				return left > 0 && failed == nil
			})
			if err == nil {
				err = failed
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// readRows are the rows of an annotation by "set id", and the documents by set.
func readRows(set, annotation string) (rows map[string][]readRow, ids map[string]map[string]bool, err error) {
	rows, ids = map[string][]readRow{}, map[string]map[string]bool{}
	for n, line := range strings.Split(annotation, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 12 {
			return nil, nil, fmt.Errorf("%s:%d: %d columns, want 12: %w", set, n+1, len(f), entente.ErrInvalid)
		}
		taken := func(column int) []string { return strings.Split(f[column], "/") }
		r := readRow{types: taken(4), modes: taken(5), kinds: taken(6), statuses: taken(7), actors: toldNames(f[8]), recipients: toldNames(f[9]), saids: taken(11)}
		r.dates = dateList(f[10])
		if r.from, r.to, err = stretch(f[2]); err != nil {
			return nil, nil, fmt.Errorf("%s:%d: %w", set, n+1, err)
		}
		if ids[f[0]] == nil {
			ids[f[0]] = map[string]bool{}
		}
		ids[f[0]][f[1]] = true
		rows[f[0]+" "+f[1]] = append(rows[f[0]+" "+f[1]], r)
	}
	return rows, ids, nil
}

// dateList splits alternatives: an interval holds a slash of its own, so that "2016/-" is two and "1974/2000" one.
func dateList(s string) []string {
	if head, ok := strings.CutSuffix(s, "/-"); ok {
		return []string{head, "-"}
	}
	if tail, ok := strings.CutPrefix(s, "-/"); ok {
		return []string{"-", tail}
	}
	return []string{s}
}

// Add judges the event at the row's trigger, if there is one: the one that agrees best.
func (n *readTally) add(r *readRow, analyses []*entente.Analysis, text string) {
	n.rows++
	var best map[string]bool
	confidence, most := 0.0, -1
	for _, a := range analyses {
		for i := range a.Events {
			e := &a.Events[i]
			at := a.Document.ToSource(e.Trigger[0])
			from := utf8.RuneCountInString(text[:min(at.Start, len(text))])
			to := from + utf8.RuneCountInString(text[min(at.Start, len(text)):min(at.End, len(text))])
			if from >= r.to || to <= r.from {
				continue
			}
			verdict := r.judge(a, e)
			good := 0
			for _, ok := range verdict {
				if ok {
					good++
				}
			}
			if good > most {
				best, confidence, most = verdict, e.Confidence, good
			}
		}
	}
	if best == nil {
		return
	}
	n.found++
	for field, ok := range best {
		n.of[field]++
		if ok {
			n.hits[field]++
		}
	}
	k := min(int(confidence*5), 4)
	n.sum += confidence
	n.bins[k]++
	n.gap[k] += confidence
	if best["type"] && best["status"] && best["parties"] && best["direction"] {
		n.right++
		n.binsRight[k]++
		n.gap[k]--
	}
}

// judge gives the verdict by field; a field that is not judged is left out.
func (r *readRow) judge(a *entente.Analysis, e *entente.Event) map[string]bool {
	if r.types[0] == "none" {
		return map[string]bool{"type": false, "kind": false, "status": false, "parties": false}
	}
	v := map[string]bool{}
	for _, x := range []struct {
		field, got string
		taken      []string
	}{{"type", e.Type, r.types}, {"mode", e.Mode, r.modes}, {"kind", e.Kind, r.kinds}, {"status", e.Status, r.statuses}, {"date", dateOf(e), r.dates}} {
		if x.taken[0] != "?" {
			v[x.field] = slices.Contains(x.taken, cmp.Or(x.got, "-"))
		}
	}
	all, want := slices.Concat(e.Actors, e.Recipients), slices.Concat(r.actors, r.recipients)
	v["parties"] = sameParties(a, all, want)
	if v["parties"] {
		v["direction"] = sameParties(a, e.Actors, r.actors) && sameParties(a, e.Recipients, r.recipients)
	}
	if r.saids[0] != "?" {
		said, ok := a.Mention(e.AssertedBy)
		v["asserted by"] = slices.ContainsFunc(r.saids, func(w string) bool { return w == "-" && !ok || w != "-" && ok && means(a, said, w) })
	}
	return v
}

func dateOf(e *entente.Event) string {
	if e.Date == nil {
		return ""
	}
	return e.Date.EDTF
}

// sameParties reports whether the mentions are the parties that are named; one with "?" may be left out.
func sameParties(a *entente.Analysis, ids, want []string) bool {
	seen := map[string]bool{}
	for _, id := range ids {
		m, _ := a.Mention(id)
		i := slices.IndexFunc(want, func(w string) bool { return means(a, m, strings.TrimSuffix(w, "?")) })
		if i < 0 {
			return false
		}
		for _, w := range want {
			if means(a, m, strings.TrimSuffix(w, "?")) {
				seen[w] = true
			}
		}
	}
	return !slices.ContainsFunc(want, func(w string) bool { return !strings.HasSuffix(w, "?") && !seen[w] })
}

func (n *readTally) table(set string) []score.Row {
	out := []score.Row{score.Rate("events", set, "still coded at their triggers", n.found, n.rows)}
	for _, f := range readFields {
		out = append(out, score.Rate("events", set, f, n.hits[f], n.of[f]))
	}
	out = append(out, score.Rate("events", set, "right", n.right, n.found), score.Value("events", set, "mean confidence", n.sum/float64(n.found), ""))
	gap := 0.0
	for k := range n.bins {
		gap += math.Abs(n.gap[k])
		if n.bins[k] > 0 {
			out = append(out, score.Rate("events", set, fmt.Sprintf("right where confidence is .%d–%s", 2*k, []string{".2", ".4", ".6", ".8", "1"}[k]), n.binsRight[k], n.bins[k]))
		}
	}
	return append(out, score.Value("events", set, "calibration error", gap/float64(n.found), ""))
}
