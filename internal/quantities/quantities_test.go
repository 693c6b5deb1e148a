package quantities

import (
	"strings"
	"testing"
)

// show writes quantities as "op value unit/per".
func show(r *Reader, text string) string {
	var it []Item
	for _, t := range r.Scanner.Scan(nil, text, 0, len(text)) {
		it = append(it, Item{Token: t})
	}
	var out []string
	for _, q := range r.Read(it) {
		v := Decimal(q.Value)
		if v == "" {
			v = Decimal(q.Low) + ".." + Decimal(q.High)
		}
		s := q.Op + " " + v + " " + q.Unit
		if q.Per != "" {
			s += "/" + q.Per
		}
		out = append(out, strings.TrimSpace(s))
	}
	return strings.Join(out, "; ")
}

func TestRead(t *testing.T) {
	r := New()
	for _, c := range []struct{ text, want string }{
		{"more than $25.2 billion", "> 25200000000 USD"},
		{"nearly 3 million square kilometres", "<~ 3000000 km2"},
		{"6 to 7 per cent", "= 6..7 %"},
		{"between 2 and 3 million euros", "= 2000000..3000000 EUR"},
		{"tens of billions of dollars", "~ 10000000000 USD"},
		{"half a million tonnes a year", "= 500000 t/a"},
		{"a quarter of a century", "= 0.25 a100"},
		{"Rs 59,000 crore", "= 590000000000 INR"},
		{"70-fold", "= 70 1"},
		{"a $5,000 bond", "= 5000 USD"},
		{"A$5,000", "= 5000 AUD"},
		{"412 millions", "= 412000000"},
		{"8 or 9 billion", "= 8000000000..9000000000"},
		{"$270 per 1,000 cubic metres", "= 270 USD/1000.m3"},
		{"no more than 40 million pesos", "<= 40000000 MXN"},
		{"10 percent or more", ">= 10 %"},
		{"between 5% and 10%", "= 5..10 %"},
		{"97%–98%", "= 97..98 %"},
		{"from 5% to 10%", "= 5 %; = 10 %"},
		{"300 pounds of explosives", "= 300 [lb_av]"},
		{"300 pounds of debt", "= 300 GBP"},
		{"60,000₩", "= 60000 KRW"},
		{"90 miles per gallon", "= 90 [mi_i]/[gal_us]"},
		{"3.5 seconds", "= 3.5 s"},
		{"a 10x rise", "= 10 1"},
		{"$549 Plus $50", "= 549 USD; = 50 USD"},
		{"Article 51 of the Charter", ""},
		{"March 21", ""},
		{"3440x1440", ""},
		{"a 2-in-1 pad", ""},
		{"40 Under 40", ""},
		{"802.11ac", ""},
		{"a 4K screen", ""},
		{"PM2.5 in the air", ""},
		{"3170 W. County Road", ""},
		{"Flight 574", ""},
		{"the Group of 77", ""},
		{"a Su-25", ""},
		{"won 3-1", ""},
		{"resolutions 1970 and 1973", ""},
	} {
		if got := show(r, c.text); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestTables(t *testing.T) {
	for name, table := range map[string]string{"units": unitTable, "currencies": currencyTable, "symbols": symbolTable, "operators": operatorTable,
		"scales": scaleTable, "multiples": multipleTable, "words": wordTable} {
		seen := map[string]bool{}
		for _, r := range Rows(table) {
			key := r[0]
			if name == "words" {
				key += "\t" + r[1]
			}
			if seen[key] {
				t.Errorf("%s.tsv: %q stands twice", name, key)
			}
			seen[key] = true
			if r[0] != strings.ToLower(r[0]) || strings.TrimSpace(r[0]) != r[0] {
				t.Errorf("%s.tsv: %q is not in lower case or has blanks around", name, r[0])
			}
		}
		if len(seen) < 10 {
			t.Errorf("%s.tsv: %d rows", name, len(seen))
		}
	}
	for _, r := range Rows(currencyTable) {
		if c := strings.TrimSuffix(r[1], "/100"); len(c) != 3 || strings.ToUpper(c) != c {
			t.Errorf("currencies.tsv: %s: %s is no code", r[0], r[1])
		}
	}
	for _, r := range Rows(operatorTable) {
		if !strings.Contains(" = < > <= >= ~ <~ ", " "+r[1]+" ") {
			t.Errorf("operators.tsv: %s: %s", r[0], r[1])
		}
	}
}
