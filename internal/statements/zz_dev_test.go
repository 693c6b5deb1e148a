package statements_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"strings"
	"strconv"
	"testing"
	"time"

	"entente"
	"entente/internal/statements"
)

func TestDevUD(t *testing.T) {
	if os.Getenv("DEVUD") == "" { t.Skip() }
	f, _ := os.Open("/work/shared/gold/ud/dev.conllu.gz")
	z, _ := gzip.NewReader(f)
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<22)
	var docs []*entente.Analysis
	a := &entente.Analysis{}
	var text strings.Builder
	var toks []entente.Token
	stext := ""
	flush := func() {
		if len(toks) == 0 { return }
		start := text.Len()
		text.WriteString(stext)
		at := start
		full := text.String()
		for i := range toks {
			k := strings.Index(full[at:], toks[i].Form)
			if k >= 0 && k < 10 { toks[i].Start = at + k; toks[i].End = at + k + len(toks[i].Form); at = toks[i].End } else { toks[i].Start = at; toks[i].End = at }
		}
		text.WriteString(" ")
		a.Sentences = append(a.Sentences, entente.Sentence{Span: entente.Span{start, start + len(stext)}, Tokens: toks})
		toks = nil
	}
	done := func() {
		flush()
		a.Document.Text = text.String()
		if len(a.Sentences) > 0 { docs = append(docs, a) }
		a = &entente.Analysis{}
		text.Reset()
	}
	for sc.Scan() {
		l := sc.Text()
		switch {
		case strings.HasPrefix(l, "# newdoc"): done()
		case strings.HasPrefix(l, "# newpar"): flush(); if text.Len() > 0 { text.WriteString("\n\n") }
		case strings.HasPrefix(l, "# text = "): stext = l[9:]
		case l == "": flush()
		case l[0] == '#':
		default:
			c := strings.Split(l, "\t")
			if strings.ContainsAny(c[0], "-.") { continue }
			h, _ := strconv.Atoi(c[6])
			toks = append(toks, entente.Token{Form: c[1], Lemma: c[2], UPOS: c[3], XPOS: c[4], Feats: c[5], Head: h - 1, Rel: c[7]})
		}
	}
	done()
	fd, err := statements.New()
	if err != nil { t.Fatal(err) }
	n := 0
	begin := time.Now()
	var out []statements.Result
	for _, d := range docs { out = append(out, fd.Find(d)); n += len(d.Sentences) }
	el := time.Since(begin)
	for i, d := range docs {
		r := out[i]
		names := map[string]string{}
		for _, m := range r.Mentions { names[m.ID] = m.Span().In(d.Document.Text) }
		for _, s := range r.Statements {
			cue := ""
			if s.Cue != nil { cue = s.Cue.In(d.Document.Text) }
			var c []string
			for _, x := range s.Content { c = append(c, x.In(d.Document.Text)) }
			fmt.Printf("%s | %s | %s | %s\n", s.Mode, names[s.Speaker], cue, strings.Join(c, " ... "))
		}
	}
	fmt.Println("sentences", n, float64(n)/el.Seconds(), "per s")
}
