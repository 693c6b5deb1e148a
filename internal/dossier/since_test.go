package dossier

import (
	"fmt"
	"strings"
	"testing"

	"entente"
	"entente/internal/corpus"
)

// news is a row with its happening: somebody of Arnor does something to Gondor, told on a day.
func (in *Input) news(id, kind, day, told, speaker string, quad int) {
	date := &entente.Date{EDTF: day, Start: day, End: day, Precision: "day", Basis: "text"}
	if day == "" {
		date = nil
	}
	parties := map[string]*entente.Party{"m0": {Code: "ARN", Name: "Arnor", Kind: "state"}, "m1": {Code: "GON", Name: "Gondor", Kind: "state"}, "m2": {Code: "ROH", Name: "Rohan", Kind: "state"}}
	doc := entente.Brief{ID: "d:" + told, Source: told + ".txt", Title: "News of " + told, Published: &entente.Date{EDTF: told, Start: told, End: told}}
	in.Rows = append(in.Rows, entente.Row{Document: doc, Parties: parties, Quote: fmt.Sprintf("Of %s: %s.", kind, id), Event: &entente.Event{ID: "e:" + id, Kind: kind, Type: "CONSULT", Status: "happened",
		Actors: []string{"m0"}, Recipients: []string{"m1"}, Date: date, Quad: quad, AssertedBy: speaker}})
	in.Corpus.Happenings = append(in.Corpus.Happenings, entente.Happening{ID: "h:" + id, Kind: kind, Type: "CONSULT", Status: "happened", Actors: []string{"ARN"}, Recipients: []string{"GON"},
		Events: []string{"e:" + id}, Stories: []string{"s:" + id}, Date: date, Quad: quad})
}

func names(c string) string {
	if n := map[string]string{"ARN": "Arnor", "GON": "Gondor", "ROH": "Rohan"}[c]; n != "" {
		return n
	}
	return c
}

// lineOf is the line of a section that holds some words; "" where none does.
func lineOf(d Dossier, section, words string) string {
	for _, s := range d.Sections {
		for _, l := range s.Lines {
			if (section == "" || s.Heading == section) && strings.Contains(l.Text, words) {
				return l.Label + " | " + l.Text
			}
		}
	}
	return ""
}

// TestSinceTellsWhatChanged keeps what is of a later day, leaves out what is older, and what an older document told already, though a
// later one tells it again.
func TestSinceTellsWhatChanged(t *testing.T) {
	in := Input{A: "ARN", B: "GON", Name: names, Corpus: corpus.Rows{}}
	in.news("1", "state-visit", "2021-03-01", "2021-03-02", "", 1)
	in.news("2", "meeting", "2022-05-01", "2021-12-01", "", 1) // told before the day, of a day after it
	in.news("3", "meeting", "2022-05-01", "2022-05-02", "", 1) // told again
	in.news("4", "summit", "2022-06-01", "2022-06-02", "", 1)
	in.news("5", "sanctions", "2022-07-01", "2022-07-02", "", 4)
	tie := func(id, name, told string) {
		in.Rows = append(in.Rows, entente.Row{Document: entente.Brief{ID: "d:" + told, Published: &entente.Date{EDTF: told, Start: told, End: told}}, Quote: "their " + name,
			Tie: &entente.Tie{ID: "t:" + id, Kind: "partnership", Name: name, Parties: []string{"ARN", "GON"}}})
	}
	tie("1", "strategic partnership", "2021-03-02")
	tie("2", "comprehensive strategic partnership", "2022-06-02")
	whole := Build(in)
	in.Since = "2022-01-01"
	d := Build(in)
	if !strings.Contains(d.Subtitle, "what is new since 2022-01-01") {
		t.Errorf("the subtitle is %q", d.Subtitle)
	}
	for words, want := range map[string]bool{"Summit": true, "Sanctions": true, "Meeting": false, "State visit": false} {
		if got := lineOf(d, "Chronology", words) != ""; got != want {
			t.Errorf("%s since then: %t, want %t", words, got, want)
		}
		if lineOf(whole, "Chronology", words) == "" {
			t.Errorf("%s is missing without since", words)
		}
	}
	if got := lineOf(d, "State of relations", "strategic partnership"); got != "by 2022-06-02 | comprehensive strategic partnership" {
		t.Errorf("levels since then: %q", got)
	}
	for i, s := range d.Sections {
		for _, l := range s.Lines {
			if len(l.Notes) == 0 {
				t.Errorf("section %d: %q has no note", i, l.Text)
			}
		}
	}
}

// TestWhatOneSideSaysIsItsWord holds that an act of conflict which only the other side, or a third, tells says so wherever it stands,
// and that one which the doer or an account in its own voice tells does not.
func TestWhatOneSideSaysIsItsWord(t *testing.T) {
	for speaker, want := range map[string]string{"m1": "Attack by Arnor on Gondor, according to Gondor", "m2": "Attack by Arnor on Gondor, according to Rohan", "m0": "Attack by Arnor on Gondor", "": "Attack by Arnor on Gondor"} {
		in := Input{A: "ARN", B: "GON", Name: names}
		in.news("1", "attack", "2022-03-01", "2022-03-02", speaker, 4)
		d := Build(in)
		for _, section := range []string{"Last", "Disputes and doubts", "Chronology"} {
			if got := lineOf(d, section, "Attack"); got != "2022-03-01 | "+want {
				t.Errorf("told by %q, %s says %q, want %q", speaker, section, got, want)
			}
		}
		if got := lineOf(d, "In brief", "Attack"); !strings.Contains(got, want) {
			t.Errorf("told by %q, the brief says %q, want %q", speaker, got, want)
		}
	}
}

// TestWhatLastsIsNotLast holds that a state of things told without its beginning is not the last thing that happened.
func TestWhatLastsIsNotLast(t *testing.T) {
	in := Input{A: "ARN", B: "GON", Name: names}
	in.news("1", "state-visit", "2019-03-01", "2019-03-02", "", 1)
	in.news("2", "occupation", "", "2022-03-02", "", 4)
	if got := lineOf(Build(in), "Last", "ccupation"); got != "" {
		t.Errorf("the last thing is %q", got)
	}
}
