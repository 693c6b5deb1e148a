package statements

import (
	"strings"
	"testing"
)

func TestQuotations(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"One," he said. "Two."`, "One,|Two."},
		{"“One. Two.” Three.", "One. Two."},
		{"\"One.\n\n\"Two,\" he said.", "One. … Two,"},
		{"“One.\n\n“Two.\n\n“Three.”\n\n“Four.”", "One. … Two. … Three.|Four."},
		{"\"One.\n\nTwo.", "One."},
		{"``One.\n\nTwo.''\n\nThree ``four''.", "One. … Two.|four"},
		{"\"One.\n\nTwo \"three\" four.", "One.|three"},
		{"The states' rights and the cities' walls.", ""},
		{"He said 'it's over' and left.", "it's over"},
		{"‘It’s the farmers’ land,’ he said.", "It’s the farmers’ land,"},
		{"\"He told me 'no',\" she said.", "He told me 'no',"},
		{"``One,'' he said.", "One,"},
		{"''One,'' he said. ''It's two.''", "One,|It's two."},
		{"«Один», he said.", "Один"},
		{"„Eins“, he said.", "Eins"},
		{`a 5" gun and a 6" gun`, ""},
		{`"One, he said. "Two."`, "Two."},
		{"rock 'n' roll", "n"},
		{"the '90s and the '80s", ""},
	} {
		var got []string
		for _, q := range quotations(c.text, paragraphs(c.text)) {
			var pieces []string
			for _, p := range q.pieces {
				pieces = append(pieces, p.In(c.text))
			}
			got = append(got, strings.Join(pieces, " … "))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: got %q, want %q", c.text, s, c.want)
		}
	}
}

func FuzzQuotations(f *testing.F) {
	for _, s := range []string{`"a" b`, "“a\n\n“b”", "'a' 's", "``x''", "«", "\"\n\n\"\n\n\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		end := 0
		for _, q := range quotations(s, paragraphs(s)) {
			if len(q.pieces) == 0 || q.outer.Start < end || q.outer.End > len(s) {
				t.Fatalf("quotation %v of %q: out of order or empty", q, s)
			}
			end = q.outer.End
			for _, p := range q.pieces {
				if !q.outer.Contains(p) || p.Empty() {
					t.Fatalf("piece %v does not lie in quotation %v of %q", p, q.outer, s)
				}
			}
		}
	})
}

func TestTablesAreSortedAndKnown(t *testing.T) {
	tables, err := LoadTables()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"verbs", "nouns", "adjectives", "phrases", "sources", "topics", "stances", "forms"} {
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
	for _, f := range strings.Fields("clause quote infinitive addressee addressee-infinitive on-infinitive to-infinitive noun for about against of over to target-of target-for target-as name body") {
		frames[f] = true
	}
	classes := map[string]bool{}
	for _, c := range strings.Fields("say warn think commit refuse ask direct propose judge deny quote") {
		classes[c] = true
	}
	for verb, rows := range tables.verbs {
		for f, row := range rows {
			if !frames[f] || !classes[row.class] || row.stance != "" && row.stance != "support" && row.stance != "oppose" {
				t.Errorf("verbs.tsv: %s %s %+v", verb, f, row)
			}
		}
	}
	contexts := strings.Fields(`military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal
		reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health
		asylum migration disasters natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking`)
	for w, c := range tables.topics {
		found := false
		for _, x := range contexts {
			found = found || x == c
		}
		if !found {
			t.Errorf("topics.tsv: %s is no context (%s)", c, w)
		}
	}
}
