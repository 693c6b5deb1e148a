package done

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente"
	"entente/internal/eval/score"
	"entente/internal/review"
)

// Reviewed reads the texts of reviewed rows anew, as entente review export wrote them, and says how many of the rows that people let
// stand are found again, how many of these are right in each field, and how many of the rejected are found still.
func Reviewed(gold string, read score.Reader) ([]score.Row, error) {
	f, err := score.Open(gold, "reviewed.json")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("read reviewed.json: %w", err)
	}
	var g review.Gold
	if err := json.Unmarshal(b, &g); err != nil {
		return nil, fmt.Errorf("read reviewed.json: %w", err)
	}
	c := &recount{hits: map[string]int{}, of: map[string]int{}}
	for _, file := range slices.Sorted(maps.Keys(g.Documents)) {
		t := g.Documents[file]
		raw, err := os.ReadFile(filepath.Join(gold, "reviewed", filepath.Base(file)))
		if err != nil {
			return nil, fmt.Errorf("read reviewed texts: %w", err)
		}
		analyses, err := read(entente.Page{Source: file, Raw: raw, Input: entente.Input{Title: t.Metadata.Title, Publisher: t.Metadata.Publisher, Date: t.Metadata.DCT}})
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		c.text(&t, predicted(string(raw), analyses))
	}
	var rows []score.Row
	for _, k := range []string{"events found", "events: type", "events: actors", "events: direction", "events: status", "events: date", "statements found", "statements: mode", "figures found", "figures: value", "figures: unit",
		"figures: modality", "agreements found", "agreements: status", "rejected, still there"} {
		if c.of[k] > 0 {
			rows = append(rows, score.Rate("reviewed", g.Name, k, c.hits[k], c.of[k]))
		}
	}
	return rows, nil
}

// recount counts what is found again.
type recount struct{ hits, of map[string]int }

func (c *recount) add(what string, hit bool) {
	c.of[what]++
	if hit {
		c.hits[what]++
	}
}

// A guess is a row that was read anew, with its place in code points of the file.
type guess struct {
	*entente.Row
	span, trigger review.GoldSpan
	used          bool
}

func predicted(raw string, analyses []*entente.Analysis) (out []*guess) {
	point := make([]int, len(raw)+1) // code points before each byte
	n := 0
	for i := range raw {
		point[i] = n
		n++
	}
	point[len(raw)] = n
	for i := 1; i < len(raw); i++ {
		point[i] = max(point[i], point[i-1])
	}
	for _, a := range analyses {
		at := func(s entente.Span) review.GoldSpan {
			s = a.Document.ToSource(s)
			return review.GoldSpan{Start: point[min(s.Start, len(raw))], End: point[min(s.End, len(raw))]}
		}
		rows := entente.Rows(a)
		for i := range rows {
			p := &guess{Row: &rows[i], span: at(rows[i].Passage)}
			p.trigger = p.span
			if e := rows[i].Event; e != nil && len(e.Trigger) > 0 {
				p.trigger = at(e.Trigger[0])
			}
			out = append(out, p)
		}
	}
	return out
}

// near is the guess of a sort that lies best over a place, by at least half of the shorter; nil for none.
func near(all []*guess, sort string, where review.GoldSpan, trigger *review.GoldSpan) (best *guess) {
	most := 0.5
	for _, p := range all {
		span := p.span
		if trigger != nil {
			span, where = p.trigger, *trigger
		}
		both := min(span.End, where.End) - max(span.Start, where.Start)
		shorter := min(span.End-span.Start, where.End-where.Start)
		longer := max(span.End-span.Start, where.End-where.Start)
		if p.used || p.Sort() != sort || both <= 0 || 2*both < shorter {
			continue
		}
		if share := float64(both)/float64(shorter) + float64(both)/float64(longer); share > most {
			best, most = p, share
		}
	}
	if best != nil {
		best.used = true
	}
	return best
}

func (c *recount) text(t *review.GoldText, all []*guess) {
	for _, g := range t.Events {
		p := near(all, "event", g.Evidence, g.Trigger)
		if c.add("events found", p != nil); p == nil {
			continue
		}
		e := p.Event
		who := func(list []review.GoldParty) (out []string) {
			for _, x := range list {
				out = append(out, x.Entity)
			}
			return out
		}
		want, got := [2]string{set(who(g.Actors)), set(who(g.Recipients))}, [2]string{set(p.codes(e.Actors)), set(p.codes(e.Recipients))}
		same := set(append(who(g.Actors), who(g.Recipients)...)) == set(append(p.codes(e.Actors), p.codes(e.Recipients)...))
		c.add("events: type", e.Type == g.Plover && (g.Plover != "" || e.Kind == g.Kind))
		if c.add("events: actors", same); same {
			c.add("events: direction", want == got)
		}
		c.add("events: status", e.Status == g.Status)
		c.add("events: date", (e.Date == nil || e.Date.EDTF == "") == (g.Date == nil) && (g.Date == nil || e.Date.EDTF == g.Date.EDTF))
	}
	for _, g := range t.Statements {
		p := near(all, "statement", g.Evidence, nil)
		if c.add("statements found", p != nil); p != nil {
			c.add("statements: mode", p.Statement.Mode == g.Mode)
		}
	}
	for _, g := range t.Figures {
		p := near(all, "figure", g.Evidence, nil)
		if c.add("figures found", p != nil); p != nil {
			c.add("figures: value", p.Figure.Op == g.Op && (p.Figure.Value == g.Value || p.Figure.Value == "" && p.Figure.Low == g.Value))
			c.add("figures: unit", p.Figure.Unit == g.Unit)
			c.add("figures: modality", p.Figure.Modality == g.Modality)
		}
	}
	for _, g := range t.Agreements {
		p := near(all, "tie", g.Evidence, nil)
		if c.add("agreements found", p != nil); p != nil {
			c.add("agreements: status", p.Tie.Status == g.Status)
		}
	}
	for _, g := range t.Rejected {
		c.add("rejected, still there", near(all, g.Sort, g.Evidence, g.Trigger) != nil)
	}
}

// codes are the actors of a list of mentions, the unknown by name.
func (p *guess) codes(ids []string) (out []string) {
	for _, id := range ids {
		x := p.Party(id)
		if x.Code == "" {
			x.Code = x.Name
		}
		out = append(out, x.Code)
	}
	return out
}

func set(list []string) string {
	list = slices.Clone(list)
	slices.Sort(list)
	return strings.Join(slices.Compact(list), "+")
}
