package lexicon

import (
	"strings"
	"testing"
)

func TestTablesAreSortedAndKnown(t *testing.T) {
	tables, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"verbs", "nouns", "adjectives", "phrases", "sources", "topics", "stances", "forms", "words", "irregular"} {
		b, err := files.ReadFile("tables/" + name + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		last := ""
		for n, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
			if line[0] != '#' && line <= last {
				t.Errorf("%s.tsv, line %d: %q does not come after %q", name, n+1, line, last)
			} else if line[0] != '#' {
				last = line
			}
		}
	}
	frames := map[string]bool{}
	for _, f := range strings.Fields("clause that quote aside infinitive addressee addressee-infinitive on-infinitive to-infinitive noun for about against of over to target-of target-for target-as name body") {
		frames[f] = true
	}
	classes := map[string]bool{}
	for _, c := range strings.Fields("say warn think commit refuse ask direct propose judge deny quote") {
		classes[c] = true
	}
	for verb, rows := range tables.Verbs {
		for f, row := range rows {
			if !frames[f] || !classes[row.Class] || row.Stance != "" && row.Stance != "support" && row.Stance != "oppose" {
				t.Errorf("verbs.tsv: %s %s %+v", verb, f, row)
			}
		}
	}
	contexts := strings.Fields(`military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal
		reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health
		asylum migration disasters natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking`)
	for w, c := range tables.Topics {
		found := false
		for _, x := range contexts {
			found = found || x == c
		}
		if !found {
			t.Errorf("topics.tsv: %s is no context (%s)", c, w)
		}
	}
}
