package figures

import (
	"strings"

	"entente"
	"entente/internal/numerals"
	"entente/internal/quantities"
)

// ranked are the nouns of which a superlative is a claim.
func ranked(w string) string {
	switch w {
	case "partner", "partners":
		return "trade"
	case "economy", "economies":
		return "gdp"
	case "exporter", "exporters":
		return "exports"
	case "importer", "importers", "buyer", "customer", "market":
		return "imports"
	case "producer", "producers":
		return "production"
	case "investor", "investors":
		return "investment"
	case "donor", "donors":
		return "aid"
	case "lender", "creditor", "creditors":
		return "loans"
	case "supplier", "suppliers":
		return "exports"
	}
	return ""
}

// ranks adds claims of rank: "the second largest economy", "its largest trading partner".
func (c *clause) ranks() {
	for i := range c.it {
		w := &c.it[i]
		if !w.Is("largest", "biggest", "leading", "main", "top") || w.Is("leading", "main", "top") && !c.mainPartner(i) {
			continue
		}
		from, value := i, "1"
		if p := c.place(i - 1); p != nil && p.Is("-") {
			from--
		}
		if p := c.place(from - 1); p != nil && p.Digits != "" && p.Int > 0 && p.Int < 200 && p.Kind == numerals.Ordinal {
			from, value = from-1, p.Digits
		} else {
			from = i
		}
		end, name := -1, ""
		for k := i + 1; k < len(c.it) && k <= i+4; k++ {
			if m := ranked(c.it[k].Text); m != "" {
				end, name = k+1, m
				break
			}
			if quantities.Function(c.it[k].Text) && !c.it[k].Is("and") {
				break
			}
		}
		if end < 0 || strings.HasSuffix(c.it[end-1].Text, "s") {
			continue
		}
		if name == "trade" && !c.it[end-2].Is("trading", "trade", "economic", "commercial") {
			continue
		}
		q := quantities.Quantity{From: from, To: end, Num: from, Op: "=", Dim: "count", Unit: "{rank}", Form: "rank"}
		f := entente.Figure{Span: q.Span(c.it), Op: "=", Value: value, Form: "rank", Unit: "{rank}", Measure: name, Evidence: c.s.Span, Modality: "actual"}
		c.context(&f, &q)
		f.Confidence = 0.8
		c.insert(f, q)
	}
}

// mainPartner limits weak superlatives to partners: "main trading partner".
func (c *clause) mainPartner(i int) bool {
	p := c.place(i + 2)
	return p != nil && p.Is("partner") && c.it[i+1].Is("trade", "trading")
}

// insert keeps the figures in the order of the text.
func (c *clause) insert(f entente.Figure, q quantities.Quantity) {
	k := len(c.out)
	for k > 0 && c.out[k-1].Span.Start > f.Span.Start {
		k--
	}
	for _, x := range c.out {
		if x.Span.Overlaps(f.Span) {
			return
		}
	}
	if k < len(c.out) && c.out[k].Converts == previous {
		return
	}
	c.out = append(c.out[:k], append([]entente.Figure{f}, c.out[k:]...)...)
	c.qs = append(c.qs[:k], append([]quantities.Quantity{q}, c.qs[k:]...)...)
}
