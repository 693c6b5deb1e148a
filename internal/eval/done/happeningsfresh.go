package done

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"entente"
	"entente/internal/eval/score"
)

// freshEvents annotates the events of fourteen documents, annotated before any was read and seen since.
//
//go:embed annotated/happenings-fresh.tsv
var freshEvents string

// lastEvents annotates the events of eight more.
//
//go:embed annotated/happenings-last.tsv
var lastEvents string

// sealedEvents annotates the events of twelve more.
//
//go:embed annotated/happenings-sealed.tsv
var sealedEvents string

// A freshText is a stretch of a document of a public set, with its events.
type freshText struct {
	set, id            string
	from, to           int // code points
	published, country string
	hash               string // first digits of the stretch's SHA-256
	rows               [][]string
}

// freshFiles are the files of the sets.
var freshFiles = map[string][]string{
	"meantime": {"meantime/meantime-dev.jsonl.gz"},
	"pages":    {"pages/article-extraction-dev.jsonl.gz"},
	"gum":      {"entities/gum-train.jsonl.gz", "entities/gum-dev.jsonl.gz"},
	"unga":     {"unga/unga-1946-2020.jsonl.gz"},
	"tr-news":  {"places/tr-news-dev.jsonl.gz"},
	"geovirus": {"places/geovirus-dev.jsonl.gz"},
	"polnear":  {"statements/polnear-dev.jsonl.gz", "statements/polnear-train.jsonl.gz"},
}

// freshHappenings scores events on the documents that were annotated before the program had read them, set by set.
func freshHappenings(gold string, read score.Analyzer) ([]score.Row, error) {
	var out []score.Row
	for _, s := range []struct{ set, annotation string }{
		{"happenings, fresh", freshEvents},
		{"happenings, fresher", lastEvents},
		{"happenings, sealed", sealedEvents},
	} {
		rows, err := annotated(gold, read, s.set, s.annotation)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// annotated scores events on the documents of an annotation.
func annotated(gold string, read score.Analyzer, set, annotation string) ([]score.Row, error) {
	texts, err := freshTexts(set, annotation)
	if err != nil {
		return nil, err
	}
	ids := map[string]map[string]bool{}
	for _, t := range texts {
		if ids[t.set] == nil {
			ids[t.set] = map[string]bool{}
		}
		ids[t.set][t.id] = true
	}
	whole := map[string]string{}
	if err := eachPublicText(gold, ids, func(set string, d *publicText) error {
		whole[set+" "+d.ID] = d.Text + d.ArticleBody
		return nil
	}); err != nil {
		return nil, err
	}
	var n toldCount
	for _, t := range texts {
		text := score.Points(whole[t.set+" "+t.id], t.from, t.to)
		if sum := sha256.Sum256([]byte(text)); hex.EncodeToString(sum[:])[:12] != t.hash {
			return nil, fmt.Errorf("events of %s %s: the text is another than was annotated: %w", t.set, t.id, entente.ErrNotFound)
		}
		rows, err := t.told(text)
		if err != nil {
			return nil, err
		}
		a, err := read(t.document(text))
		if err != nil {
			return nil, err
		}
		n.add(a, rows)
	}
	return n.rows(set), nil
}

// document is the stretch as the pipeline takes it.
func (t *freshText) document(text string) entente.Document {
	d := entente.Document{ID: "d:" + t.id, Source: t.id, Text: text, Parts: score.Paragraphs(text), Language: "en", Country: t.country}
	if t.country != "" {
		d.Genre = "speech"
	}
	d.Published = score.DayDate(t.published)
	if month, err := time.Parse("2006-01", t.published); err == nil {
		d.Published.Start, d.Published.End, d.Published.Precision = t.published+"-01", month.AddDate(0, 1, -1).Format(time.DateOnly), "month"
	}
	return d
}

func freshTexts(set, annotation string) (out []*freshText, err error) {
	for n, line := range strings.Split(annotation, "\n") {
		f := strings.Split(line, "\t")
		switch {
		case line == "" || line[0] == '#':
		case f[0] == "text" && len(f) == 7:
			t := &freshText{set: f[1], id: f[2], published: strings.Trim(f[4], "-"), country: strings.Trim(f[5], "-"), hash: f[6]}
			if t.from, t.to, err = stretch(f[3]); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", set, n+1, err)
			}
			out = append(out, t)
		case len(f) == 9 && len(out) > 0:
			out[len(out)-1].rows = append(out[len(out)-1].rows, f)
		default:
			return nil, fmt.Errorf("%s:%d: %d columns: %w", set, n+1, len(f), entente.ErrInvalid)
		}
	}
	return out, nil
}

// told sets the rows on the stretch.
func (t *freshText) told(text string) (out []told, err error) {
	at := score.ByteOffsets(text)
	for _, r := range t.rows {
		from, to, err := stretch(r[0])
		if err != nil || from > to || to >= len(at) {
			return nil, fmt.Errorf("events of %s: evidence %q: %w", t.id, r[0], entente.ErrInvalid)
		}
		w := told{evidence: entente.Span{Start: at[from], End: at[to]}, group: r[1], types: strings.Split(r[2], "/"), kinds: strings.Split(r[3], "/"),
			status: strings.Split(r[4], "/"), actors: toldNames(r[5]), recipients: toldNames(r[6]), core: r[7] == "core", never: r[7] == "never"}
		if r[8] != "-" {
			w.date = r[8]
		}
		out = append(out, w)
	}
	return out, nil
}

// stretch reads "12-34".
func stretch(s string) (from, to int, err error) {
	a, b, _ := strings.Cut(s, "-")
	if from, err = strconv.Atoi(a); err == nil {
		to, err = strconv.Atoi(b)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("stretch %q: %w", s, entente.ErrInvalid)
	}
	return from, to, nil
}
