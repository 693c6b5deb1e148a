package done

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"entente"
	"entente/internal/classify"
	"entente/internal/eval/score"
	"entente/internal/pipeline"
)

// A Relation is a row of the PLOVER relation data: a text, two spans, and what stands between them.
type Relation struct {
	ID, Text       string
	Source, Target *entente.Span // bytes
	Type           string
	Quad           int
}

// Relations reads a file of JSON Lines {"id", "text", "source", "target", "type", "quad"} with spans in code points.
func Relations(path string) ([]Relation, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no relation data at %s: %w", path, entente.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Relation
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		var r struct {
			ID, Text, Type string
			Source, Target []int
			Quad           int
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w: %w", path, n, entente.ErrInvalid, err)
		}
		out = append(out, Relation{r.ID, r.Text, inBytes(r.Text, r.Source), inBytes(r.Text, r.Target), r.Type, r.Quad})
	}
	return out, lines.Err()
}

// inBytes turns a span of code points into one of bytes; nil for none.
func inBytes(text string, points []int) *entente.Span {
	if len(points) != 2 {
		return nil
	}
	at := func(n int) int {
		b := 0
		for ; n > 0 && b < len(text); n-- {
			_, size := utf8.DecodeRuneInString(text[b:])
			b += size
		}
		return b
	}
	return &entente.Span{Start: at(points[0]), End: at(points[1])}
}

// Examples prepares rows for fitting.
func Examples(r *pipeline.Relator, rows []Relation) []classify.Example {
	out := make([]classify.Example, len(rows))
	var group sync.WaitGroup
	for w := range 4 {
		group.Go(func() {
			for i := w; i < len(rows); i += 4 {
				out[i] = classify.Example{Input: r.Input(rows[i].Text, rows[i].Source, rows[i].Target), Class: rows[i].Type}
			}
		})
	}
	group.Wait()
	return out
}

// Seeds prepares the sentences that are fitted beside the rows.
func Seeds(r *pipeline.Relator) ([]classify.Example, error) {
	seeds, err := classify.Seeds()
	if err != nil {
		return nil, err
	}
	var rows []Relation
	for _, s := range seeds {
		rows = append(rows, Relation{Text: s.Text, Source: s.Source, Target: s.Target, Type: s.Class})
	}
	return Examples(r, rows), nil
}

// Folds deals rows out so that rows of one sentence stay together. The deal depends on the rows alone.
func Folds(rows []Relation, n int) []int {
	of := map[string]int{}
	out := make([]int, len(rows))
	for i, r := range rows {
		k, ok := of[r.Text]
		if !ok {
			k = len(of) * 7919 % n
			of[r.Text] = k
		}
		out[i] = k
	}
	return out
}

// quadOf is the quad class of the fifteen classes of the relation data, where YIELD is material cooperation.
var quadOf = map[string]int{"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "YIELD": 2, "COOPERATE": 2, "AID": 2, "REQUEST": 3, "ACCUSE": 3,
	"REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}

// Classify scores the relation classifier by five-fold cross-validation over sentences: with patterns alone, with the
// classifier alone, and with both.
func Classify(gold string) ([]score.Row, error) {
	rows, err := Relations(filepath.Join(gold, "plover", "plv-train.jsonl"))
	if err != nil {
		return nil, err
	}
	r, err := pipeline.NewRelator(nil)
	if err != nil {
		return nil, err
	}
	examples := Examples(r, rows)
	seeds, err := Seeds(r)
	if err != nil {
		return nil, err
	}
	folds := Folds(rows, 5)
	var out []score.Row
	alone := make([]string, len(rows))
	for i := range rows {
		alone[i] = ruled(examples[i].Input.Rules)
	}
	out = append(out, relationRows("patterns alone", rows, alone)...)
	for _, way := range []struct {
		name        string
		rows, seeds []classify.Example
	}{{"classifier alone", unruled(examples), unruled(seeds)}, {"both", examples, seeds}} {
		got, err := crossValidate(way.rows, way.seeds, folds, 5)
		if err != nil {
			return nil, err
		}
		types := make([]string, len(got))
		for i := range got {
			types[i] = got[i].Type
		}
		out = append(out, relationRows(way.name, rows, types)...)
		out = append(out, reliability("classify", "plv-train 5-fold, "+way.name, got, rows)...)
	}
	return out, nil
}

// unruled are examples without the events that patterns found.
func unruled(rows []classify.Example) []classify.Example {
	out := slices.Clone(rows)
	for i := range out {
		out[i].Input.Rules = nil
	}
	return out
}

// crossValidate relates every row with a model fitted on the rows of the other folds and the seeds.
func crossValidate(rows, seeds []classify.Example, folds []int, n int) ([]classify.Relation, error) {
	out := make([]classify.Relation, len(rows))
	for k := range n {
		blank, err := classify.New(nil)
		if err != nil {
			return nil, err
		}
		rest := slices.Clone(seeds)
		for i := range rows {
			if folds[i] != k {
				rest = append(rest, rows[i])
			}
		}
		c, err := classify.New(blank.Fit(rest, classify.Defaults()))
		if err != nil {
			return nil, err
		}
		for i := range rows {
			if folds[i] == k {
				out[i] = c.Relate(&rows[i].Input)
			}
		}
	}
	return out, nil
}

// ruled is the type of the event in which both spans take part, else of the first event.
func ruled(rules []classify.Rule) string {
	for _, r := range rules {
		if strings.Contains(r.Parties, "source") && strings.Contains(r.Parties, "target") && r.Type != "" {
			return r.Type
		}
	}
	for _, r := range rules {
		if r.Type != "" {
			return r.Type
		}
	}
	return ""
}

// relationRows are macro F1 over the fifteen classes, the four quad classes and the two sides.
func relationRows(name string, rows []Relation, got []string) []score.Row {
	var gold, pred [3][]string
	right := 0
	for i, r := range rows {
		typ := got[i]
		if typ == "CONCEDE" || typ == "RETREAT" {
			typ = "YIELD"
		}
		if typ == r.Type {
			right++
		}
		for level, pair := range [3][2]string{{r.Type, typ}, {strconv.Itoa(r.Quad), strconv.Itoa(quadOf[typ])}, {side(r.Quad), side(quadOf[typ])}} {
			gold[level], pred[level] = append(gold[level], pair[0]), append(pred[level], pair[1])
		}
	}
	set := "plv-train 5-fold, " + name
	return []score.Row{
		score.Value("classify", set, "macro F1 root", macro(gold[0], pred[0]), fmt.Sprintf("%d of %d right", right, len(rows))),
		score.Value("classify", set, "macro F1 quad", macro(gold[1], pred[1]), ""),
		score.Value("classify", set, "macro F1 binary", macro(gold[2], pred[2]), ""),
	}
}

// side is cooperation or conflict, "" where a row has no class.
func side(quad int) string {
	switch quad {
	case 0:
		return ""
	case 1, 2:
		return "cooperation"
	}
	return "conflict"
}

// macro is the mean of the F1 of the classes that the gold has.
func macro(gold, got []string) float64 {
	right, predicted, want := map[string]int{}, map[string]int{}, map[string]int{}
	for i := range gold {
		want[gold[i]]++
		predicted[got[i]]++
		if gold[i] == got[i] {
			right[gold[i]]++
		}
	}
	names := make([]string, 0, len(want))
	for n := range want {
		names = append(names, n)
	}
	sort.Strings(names)
	sum := 0.0
	for _, n := range names {
		sum += score.Share(2*right[n], predicted[n]+want[n])
	}
	return sum / float64(len(names))
}

// reliability compares how sure the classifier is with how often it is right.
func reliability(stage, set string, got []classify.Relation, rows []Relation) []score.Row {
	var right, count [5]int
	for i, r := range got {
		p, typ := r.Scores[r.Type], r.Type
		if typ == "CONCEDE" || typ == "RETREAT" {
			p, typ = r.Scores["CONCEDE"]+r.Scores["RETREAT"], "YIELD"
		}
		k := min(int(p*5), 4)
		count[k]++
		if typ == rows[i].Type {
			right[k]++
		}
	}
	var out []score.Row
	for k := range count {
		if count[k] > 0 {
			out = append(out, score.Rate(stage, set, fmt.Sprintf("right where p is .%d–%s", 2*k, []string{".2", ".4", ".6", ".8", "1"}[k]), right[k], count[k]))
		}
	}
	return out
}
