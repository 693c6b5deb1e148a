package pages

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"entente"
	"entente/internal/eval/score"
)

// textSets are the gold files whose records are scored as a whole by the scorer that comes with the gold.
var textSets = []struct{ name, gold, raw string }{
	{"seeds-dev", "seeds-dev.json", "../texts"},
	{"news-dev", "news-dev.json", "news-dev"},
}

// shown are the measures of the scorer that go into the score file, in its order.
var shown = strings.Split(`sentences|glued boundaries found|map: characters equal|drop: removed or set apart|drop: wanted text kept|metadata: published|metadata: publisher|metadata: title|metadata: genre|speakers|events core|events: lenient precision|events: status|events: date exact|events: direction|events: kind agrees|events: asserted by|must not extract: broken|statements attributed|statements all|statements: mode|figures core|figures: op|figures: parties|figures: period exact|figures: modality|ties|ties: partnership|ties: membership|ties: agreement`, "|")

// Texts reads the annotated texts and scores their records with gold/score.py, which needs python3. The rows of core
// events and figures are those of its --core.
func Texts(gold string, read score.Reader) ([]score.Row, error) {
	python, err := exec.LookPath("python3")
	if err != nil {
		return nil, fmt.Errorf("python3, which runs the scorer, is not installed: %w", entente.ErrNotFound)
	}
	var golds, raws []string
	var records bytes.Buffer
	for _, set := range textSets {
		path := filepath.Join(gold, set.gold)
		if err := readSet(path, filepath.Join(gold, set.raw), read, &records); err != nil {
			return nil, err
		}
		golds, raws = append(golds, path), append(raws, filepath.Join(gold, set.raw))
	}
	dir, err := os.MkdirTemp("", "entente-eval")
	if err != nil {
		return nil, fmt.Errorf("score texts: %w", err)
	}
	defer os.RemoveAll(dir)
	pred := filepath.Join(dir, "analysis.jsonl")
	if err := os.WriteFile(pred, records.Bytes(), 0o600); err != nil {
		return nil, fmt.Errorf("score texts: %w", err)
	}
	args := append([]string{filepath.Join(gold, "score.py"), "--core", "--json", "--pred", pred, "--gold"}, golds...)
	args = append(append(args, "--raw"), raws...)
	cmd := exec.Command(python, args...)
	cmd.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("score texts: %w: %s", err, stderr.String())
	}
	return textRows(out)
}

// readSet appends the records of the raw files of one gold set. The date of a document is given to the reader only where
// the gold says that the text does not have it.
func readSet(goldFile, rawDir string, read score.Reader, records *bytes.Buffer) error {
	type document struct {
		Metadata struct {
			DCT      string
			External []string
		}
	}
	var set struct{ Documents map[string]document }
	b, err := os.ReadFile(goldFile)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("no %s: %w", goldFile, entente.ErrNotFound)
	}
	if err != nil {
		return fmt.Errorf("score texts: %w", err)
	}
	if err := json.Unmarshal(b, &set); err != nil {
		return fmt.Errorf("read %s: %w", goldFile, err)
	}
	for _, file := range slices.Sorted(maps.Keys(set.Documents)) {
		d := set.Documents[file]
		raw, err := os.ReadFile(filepath.Join(rawDir, file))
		if err != nil {
			return fmt.Errorf("score texts: %w", err)
		}
		page := entente.Page{Source: file, Raw: raw}
		if slices.Contains(d.Metadata.External, "published") {
			page.Input.Date = d.Metadata.DCT
		}
		analyses, err := read(page)
		if err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
		for _, a := range analyses {
			line, err := entente.Encode(a)
			if err != nil {
				return fmt.Errorf("read %s: %w", file, err)
			}
			records.Write(append(line, '\n'))
		}
	}
	return nil
}

// textRows picks the measures that are shown out of the scorer's JSON.
func textRows(out []byte) ([]score.Row, error) {
	type measure struct {
		Precision, Recall, F1         *float64
		Found, Gold, Right, Predicted int
		K, N                          int
		Rate                          *float64
	}
	var got struct {
		Overall  map[string]measure
		Headline map[string]float64
	}
	if err := json.Unmarshal(out, &got); err != nil {
		return nil, fmt.Errorf("read the scorer's output: %w", err)
	}
	var rows []score.Row
	for _, name := range shown {
		m, ok := got.Overall[name]
		switch {
		case !ok:
		case m.F1 != nil:
			rows = append(rows, score.PRF("texts", "seeds+news-dev", name, m.Right, m.Predicted, m.Found, m.Gold)...)
		case m.Rate != nil:
			rows = append(rows, score.Rate("texts", "seeds+news-dev", name, m.K, m.N))
		}
	}
	return append(rows, score.Value("texts", "seeds+news-dev", "headline mean F1", got.Headline["mean"], "")), nil
}
