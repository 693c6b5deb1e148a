package statements_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente"
	"entente/internal/statements"
)

// A example is a text with the statements that should be read in it, one a line.
type example struct {
	file  string
	line  int
	text  string
	want  []string
	known bool // stands under "# Known misses"
}

// TestExamples reads the cases of testdata. Under a heading "# Known misses" a case must still fail: once it passes, it
// moves up.
func TestExamples(t *testing.T) {
	r := newReader(t)
	total, missed := 0, 0
	for _, x := range examples(t) {
		a, res := r.read(x.text)
		got := lines(a, res, x.want)
		ok := strings.Join(got, "\n") == strings.Join(x.want, "\n")
		total++
		switch {
		case ok && x.known:
			t.Errorf("%s:%d: passes now, no longer a known miss: %s", x.file, x.line, x.text)
		case !ok && x.known:
			missed++
		case !ok:
			t.Errorf("%s:%d: %s\n got %s\nwant %s", x.file, x.line, x.text, strings.Join(got, "\n     "), strings.Join(x.want, "\n     "))
		}
	}
	t.Logf("%d cases, %d of them known misses", total, missed)
}

func examples(t *testing.T) []example {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	var out []example
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		known := false
		for n, line := range strings.Split(string(b), "\n") {
			switch {
			case strings.HasPrefix(line, "# Known misses"):
				known = true
			case strings.HasPrefix(line, "#") || line == "":
			case strings.HasPrefix(line, "\t"):
				x := &out[len(out)-1]
				x.want = append(x.want, strings.TrimSpace(line))
			default:
				out = append(out, example{file: f, line: n + 1, text: line, known: known})
			}
		}
	}
	return out
}

// lines writes statements as the cases do; stance and speakers only where the case has such a line.
func lines(a *entente.Analysis, res statements.Result, want []string) []string {
	var out []string
	name := func(id string) string {
		m, ok := a.Mention(id)
		if !ok {
			return "-"
		}
		if s := m.Span(); !s.Empty() {
			return s.In(a.Document.Text)
		}
		return m.Name
	}
	stance := ""
	for _, s := range res.Statements {
		cue := "-"
		if s.Cue != nil {
			cue = s.Cue.In(a.Document.Text)
		}
		var content []string
		for _, c := range s.Content {
			content = append(content, c.In(a.Document.Text))
		}
		line := strings.Join([]string{s.Mode, name(s.Speaker), cue, strings.Join(content, " … ")}, " | ")
		for _, id := range s.ReportedBy {
			line += " | via " + name(id)
		}
		out = append(out, line)
		for _, x := range s.Stance {
			stance += " " + x.Toward + " " + x.Value
		}
	}
	for _, w := range want {
		if strings.HasPrefix(w, "stance |") {
			out = append(out, "stance |"+stance)
		}
		if strings.HasPrefix(w, "speakers |") {
			var who []string
			for _, id := range res.Speakers {
				who = append(who, name(id))
			}
			out = append(out, "speakers | "+strings.Join(who, ", "))
		}
	}
	return out
}

type reader struct {
	t      *testing.T
	parser *parser
	finder *statements.Finder
}

func newReader(t *testing.T) *reader {
	t.Helper()
	f, err := statements.New()
	if err != nil {
		t.Fatal(err)
	}
	return &reader{t: t, parser: newParser(t), finder: f}
}

// read analyses a case: paragraphs are set apart by ¶, titles opened by [H -], turns by [Q name], [A name], [S name] or [T name].
func (r *reader) read(text string) (*entente.Analysis, statements.Result) {
	a := &entente.Analysis{Document: entente.Document{ID: "d:case", Source: "case"}}
	d := &a.Document
	voices := map[string]string{}
	voice := func(name string) string {
		if voices[name] == "" {
			voices[name] = fmt.Sprintf("m%d", len(a.Mentions))
			a.Mentions = append(a.Mentions, entente.Mention{ID: voices[name], Name: name, Kind: "person", Via: "label", Sentence: -1, Head: -1})
		}
		return voices[name]
	}
	for _, p := range strings.Split(text, "¶") {
		part := entente.Part{Kind: "paragraph"}
		if p[0] == '[' && strings.Contains(p, "] ") {
			label, rest, _ := strings.Cut(p[1:], "] ")
			id := voice(label[2:])
			p = rest
			switch label[0] {
			case 'H':
				part.Kind = "title"
			case 'Q':
				part.Kind, part.Speaker = "question", id
			case 'A':
				part.Kind, part.Speaker = "answer", id
			default:
				d.Speaker, d.Told = id, label[0] == 'T'
			}
		}
		if d.Text != "" {
			d.Text += "\n\n"
		}
		part.Span = entente.Span{Start: len(d.Text), End: len(d.Text) + len(p)}
		d.Text += p
		d.Parts = append(d.Parts, part)
	}
	a.Sentences = r.parser.parse(d.Text, d.Parts)
	nameStates(a)
	res := r.finder.Find(a)
	if bad := sound(a, res); bad != "" {
		r.t.Errorf("%s: %s", text, bad)
	}
	a.Mentions = append(a.Mentions, res.Mentions...)
	a.Statements = res.Statements
	return a, res
}
