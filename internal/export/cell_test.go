package export

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"
)

// TestCells holds what a spreadsheet would compute apart from what it may: numbers, dates and lone signs.
func TestCells(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "=HYPERLINK(\"http://a.example\")": "'=HYPERLINK(\"http://a.example\")", "+SUM(A1:A9)": "'+SUM(A1:A9)", "@SUM(A1)": "'@SUM(A1)",
		"-2+3+cmd|' /C calc'!A0": "'-2+3+cmd|' /C calc'!A0", "\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1", "＝1+1": "'＝1+1",
		"- We shall see.": "'- We shall see.", "-A1": "'-A1", "--": "'--", "'=1": "''=1", "''=1": "'''=1",
		"-3": "-3", "+2.5": "+2.5", "-12,345": "-12,345", "-1.5e9": "-1.5e9", "-0043-03-15": "-0043-03-15", "-004X/-0031~": "-004X/-0031~", "=": "=", "-": "-", "": "", "'": "'", "'-3": "''-3",
		"They said: =1": "They said: =1", "'tis so": "'tis so", ">=": ">=", "2022-09-14": "2022-09-14", "«=1»": "«=1»",
	} {
		if got := Cell(text); got != want {
			t.Errorf("%q stands as %q, want %q", text, got, want)
		}
	}
}

// guarded is a cell with an apostrophe before what a spreadsheet would compute, as the codebook has it for readers.
var guarded = regexp.MustCompile("^'('*[=+@＝＋－＠\t\r\n-])")

// FuzzCells holds that no cell begins as a formula does, and that every text can be had back.
func FuzzCells(f *testing.F) {
	for _, s := range []string{"=1", "-3", "'=1", "''-3", "@", "\t", "－1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Cell(s)
		if strings.IndexAny(got, "=+-@\t\r\n＝＋－＠") == 0 && len(got) > 1 && !signed.MatchString(got) {
			t.Errorf("%q stands as %q", s, got)
		}
		if guarded.ReplaceAllString(got, "$1") != s {
			t.Errorf("%q stands as %q, which gives back %q", s, got, guarded.ReplaceAllString(got, "$1"))
		}
	})
}

// TestNoTableIsComputed writes a row whose words are formulas in every form that a spreadsheet opens.
func TestNoTableIsComputed(t *testing.T) {
	d := sample()
	for i := range d.Rows {
		r := &d.Rows[i]
		r.Quote, r.Document.Title, r.Document.Publisher, r.Document.Source, r.Document.URL = "=1+1", "@SUM(1)", "+1+cmd", "-2-A1.txt", ""
		for _, p := range r.Parties {
			p.Name = "=cmd"
		}
	}
	for _, f := range Formats() {
		comma := map[string]rune{"text/csv": ',', "application/vnd.sdmx.data+csv": ',', "text/tab-separated-values": '\t'}[f.MediaType]
		if comma == 0 {
			continue
		}
		in := csv.NewReader(bytes.NewReader(write(t, f.Name, d)))
		in.Comma, in.FieldsPerRecord, in.LazyQuotes = comma, -1, true
		rows, err := in.ReadAll()
		if err != nil || len(rows) == 0 {
			t.Errorf("%s: %d rows, %v", f.Name, len(rows), err)
		}
		for _, cell := range strings.Split(strings.Join(flat(rows), "\x00"), "\x00") {
			if Cell(cell) != cell && !strings.HasPrefix(cell, "'") {
				t.Errorf("%s: a spreadsheet computes %q", f.Name, cell)
			}
		}
	}
}

func flat(rows [][]string) (out []string) {
	for _, r := range rows {
		out = append(out, r...)
	}
	return out
}
