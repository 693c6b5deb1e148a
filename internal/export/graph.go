package export

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"entente"
)

// A graph is the actors of the events and who acted on whom how often; mutual acts are edges in both directions.
type graph struct {
	nodes map[string]string // code → label
	edges map[[2]string]*edge
}

type edge struct {
	events      int
	score       float64
	first, last string
	spells      [][2]string
}

func (d *Data) graph() *graph {
	g := &graph{map[string]string{}, map[[2]string]*edge{}}
	for _, r := range d.events() {
		if r.Event.Status == "denied" || r.Event.Status == "hypothetical" {
			continue
		}
		from, to := sideOf(r, "actor").parties, sideOf(r, "recipient").parties
		if len(to) == 0 {
			to = from
		}
		for _, a := range from {
			for _, b := range to {
				g.connect(d, a, b, r)
			}
		}
	}
	return g
}

func (g *graph) connect(d *Data, a, b entente.Party, r *entente.Row) {
	x, y := node(a), node(b)
	if x == "" || y == "" || x == y {
		return
	}
	for code, p := range map[string]entente.Party{x: a, y: b} {
		name := ""
		if d.Countries != nil {
			name = d.Countries.Name(code)
		}
		g.nodes[code] = cmp.Or(name, p.Name, code)
		if code == p.Of && name == "" {
			g.nodes[code] = code
		}
	}
	e := g.edges[[2]string{x, y}]
	if e == nil {
		e = &edge{}
		g.edges[[2]string{x, y}] = e
	}
	e.events++
	if r.Event.Score != nil {
		e.score += *r.Event.Score
	}
	when := r.Event.Date
	if when == nil || when.Start == "" {
		return
	}
	e.spells = append(e.spells, [2]string{when.Start, cmp.Or(when.End, when.Start)})
	if e.first == "" || when.Start < e.first {
		e.first = when.Start
	}
	e.last = max(e.last, when.End)
}

// node is the state or body behind a party.
func node(p entente.Party) string {
	if s := state(p); s != "" {
		return s
	}
	return p.Code
}

func (g *graph) order() (nodes []string, edges [][2]string) {
	nodes = slices.Sorted(maps.Keys(g.nodes))
	edges = slices.SortedFunc(maps.Keys(g.edges), func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return nodes, edges
}

func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

// writeGEXF writes GEXF 1.3 with spells: an edge is there on the days of its events.
func writeGEXF(w io.Writer, d *Data) error {
	g := d.graph()
	nodes, edges := g.order()
	var b strings.Builder
	b.WriteString(xml.Header + `<gexf xmlns="http://gexf.net/1.3" version="1.3">` + "\n")
	b.WriteString(`<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">` + "\n")
	b.WriteString(`<attributes class="edge" mode="static"><attribute id="events" title="events" type="integer"/><attribute id="score" title="PLOVER score, sum" type="double"/></attributes>` + "\n<nodes>\n")
	for _, n := range nodes {
		fmt.Fprintf(&b, "<node id=\"%s\" label=\"%s\"/>\n", escape(n), escape(g.nodes[n]))
	}
	b.WriteString("</nodes>\n<edges>\n")
	for i, k := range edges {
		e := g.edges[k]
		fmt.Fprintf(&b, "<edge id=\"%d\" source=\"%s\" target=\"%s\" weight=\"%d\"><attvalues><attvalue for=\"events\" value=\"%d\"/><attvalue for=\"score\" value=\"%.1f\"/></attvalues>",
			i, escape(k[0]), escape(k[1]), e.events, e.events, e.score)
		if len(e.spells) > 0 {
			b.WriteString("<spells>")
			for _, s := range e.spells {
				fmt.Fprintf(&b, "<spell start=\"%s\" end=\"%s\"/>", s[0], s[1])
			}
			b.WriteString("</spells>")
		}
		b.WriteString("</edge>\n")
	}
	b.WriteString("</edges>\n</graph>\n</gexf>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func writeGraphML(w io.Writer, d *Data) error {
	g := d.graph()
	nodes, edges := g.order()
	var b strings.Builder
	b.WriteString(xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n")
	for _, k := range [][3]string{{"label", "node", "string"}, {"events", "edge", "int"}, {"score", "edge", "double"}, {"first", "edge", "string"}, {"last", "edge", "string"}} {
		fmt.Fprintf(&b, "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", k[0], k[1], k[0], k[2])
	}
	b.WriteString("<graph edgedefault=\"directed\">\n")
	for _, n := range nodes {
		fmt.Fprintf(&b, "<node id=\"%s\"><data key=\"label\">%s</data></node>\n", escape(n), escape(g.nodes[n]))
	}
	for _, k := range edges {
		e := g.edges[k]
		fmt.Fprintf(&b, "<edge source=\"%s\" target=\"%s\"><data key=\"events\">%d</data><data key=\"score\">%.1f</data>", escape(k[0]), escape(k[1]), e.events, e.score)
		if e.first != "" {
			fmt.Fprintf(&b, "<data key=\"first\">%s</data><data key=\"last\">%s</data>", e.first, e.last)
		}
		b.WriteString("</edge>\n")
	}
	b.WriteString("</graph>\n</graphml>\n")
	_, err := io.WriteString(w, b.String())
	return err
}
