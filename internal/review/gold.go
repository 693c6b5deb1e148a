package review

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"entente"
)

// A Held row is a row as it holds after review, or one that was found to be none.
type Held struct {
	Row      entente.Row
	Rejected bool
}

// Gold is a set of reviewed texts in the form of the annotated texts that evaluation reads: spans in code points of the text of
// each document, which stands in a file of its own beside it.
type Gold struct {
	Name      string              `json:"name"`
	Offsets   string              `json:"offsets"`
	Documents map[string]GoldText `json:"documents"` // by file
}

// A GoldText is what was found in a text on review. Where not all of its rows were judged, it is partial: what it does not have may be
// right all the same.
type GoldText struct {
	File       string          `json:"file"`
	Partial    bool            `json:"partial,omitempty"`
	Metadata   GoldMetadata    `json:"metadata"`
	Sentences  []GoldSpan      `json:"sentences"`
	Events     []GoldEvent     `json:"events"`
	Figures    []GoldFigure    `json:"figures"`
	Statements []GoldStatement `json:"statements"`
	Agreements []GoldTie       `json:"agreements"`
	Rejected   []GoldRejected  `json:"rejected"`
}

type (
	// GoldMetadata is given with the text, not read from it.
	GoldMetadata struct {
		Title     string    `json:"title,omitempty"`
		Publisher string    `json:"publisher,omitempty"`
		Published *GoldDate `json:"published,omitempty"`
		DCT       string    `json:"dct,omitempty"`
		External  []string  `json:"external"`
	}
	GoldSpan struct {
		Text  string `json:"text,omitempty"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
	GoldDate struct {
		EDTF  string `json:"edtf"`
		Start string `json:"start,omitempty"`
		End   string `json:"end,omitempty"`
	}
	GoldParty struct {
		Entity string `json:"entity"`
	}
	GoldEvent struct {
		ID         string      `json:"id"`
		Kind       string      `json:"kind"`
		Plover     string      `json:"plover,omitempty"`
		Actors     []GoldParty `json:"actors"`
		Recipients []GoldParty `json:"recipients"`
		Date       *GoldDate   `json:"date"`
		Status     string      `json:"status"`
		Importance string      `json:"importance"`
		Trigger    *GoldSpan   `json:"trigger,omitempty"` // the words that tell it, of those of its sentence
		Evidence   GoldSpan    `json:"evidence"`
	}
	GoldFigure struct {
		ID       string   `json:"id"`
		Op       string   `json:"op"`
		Value    string   `json:"value"`
		Unit     string   `json:"unit"`
		Measure  string   `json:"measure,omitempty"`
		Parties  []string `json:"parties"`
		Period   string   `json:"period,omitempty"`
		Modality string   `json:"modality"`
		Evidence GoldSpan `json:"evidence"`
	}
	GoldStatement struct {
		ID       string   `json:"id"`
		Speaker  string   `json:"speaker"`
		Mode     string   `json:"mode"`
		About    []string `json:"about"`
		Evidence GoldSpan `json:"evidence"`
	}
	GoldTie struct {
		ID       string   `json:"id"`
		Kind     string   `json:"kind"`
		Parties  []string `json:"parties"`
		Name     string   `json:"name"`
		Status   string   `json:"status,omitempty"`
		Evidence GoldSpan `json:"evidence"`
	}
	// GoldRejected is a row that a reader found to be none.
	GoldRejected struct {
		Sort     string    `json:"sort"`
		ID       string    `json:"id"`
		Trigger  *GoldSpan `json:"trigger,omitempty"`
		Evidence GoldSpan  `json:"evidence"`
	}
)

// MakeGold puts reviewed rows into the form of gold. Records are by document; the file of a document is its id with .txt.
func MakeGold(held []Held, records map[string]*entente.Analysis) Gold {
	g := Gold{Name: "reviewed rows", Offsets: "code points of the text in the file beside it, half-open", Documents: map[string]GoldText{}}
	judged := map[string]int{}
	for _, h := range held {
		judged[h.Row.Document.ID]++
	}
	for id, a := range records {
		if judged[id] == 0 {
			continue
		}
		t := GoldText{File: GoldFile(id), Sentences: []GoldSpan{}, Events: []GoldEvent{}, Figures: []GoldFigure{}, Statements: []GoldStatement{}, Agreements: []GoldTie{}, Rejected: []GoldRejected{}, Metadata: GoldMetadata{Title: a.Document.Title, Publisher: a.Document.Publisher, Published: goldDate(a.Document.Published), External: []string{"title", "publisher", "published"}},
			Partial: judged[id] < len(a.Events)+len(a.Statements)+len(a.Figures)+len(a.Ties)}
		if p := a.Document.Published; p != nil {
			t.Metadata.DCT = p.Start
		}
		at := points(a.Document.Text)
		for i := range a.Sentences {
			t.Sentences = append(t.Sentences, at(a.Sentences[i].Span, ""))
		}
		for i := range held {
			if held[i].Row.Document.ID == id {
				t.add(&held[i], at)
			}
		}
		g.Documents[t.File] = t
	}
	return g
}

// GoldFile is the name of the file of a document.
func GoldFile(document string) string { return strings.ReplaceAll(document, ":", "-") + ".txt" }

// points turns spans in bytes of a text into code points.
func points(text string) func(entente.Span, string) GoldSpan {
	return func(s entente.Span, words string) GoldSpan {
		start := utf8.RuneCountInString(text[:s.Start])
		return GoldSpan{words, start, start + utf8.RuneCountInString(text[s.Start:s.End])}
	}
}

func goldDate(d *entente.Date) *GoldDate {
	if d == nil || d.EDTF == "" {
		return nil
	}
	return &GoldDate{d.EDTF, d.Start, d.End}
}

func (t *GoldText) add(h *Held, at func(entente.Span, string) GoldSpan) {
	r := &h.Row
	where := at(r.Passage, r.Quote)
	codes := func(ids ...string) []string {
		out := []string{}
		for _, id := range ids {
			if p := r.Party(id); id != "" {
				out = append(out, cmp.Or(p.Code, p.Name))
			}
		}
		return out
	}
	parties := func(ids []string) []GoldParty {
		out := []GoldParty{}
		for _, c := range codes(ids...) {
			out = append(out, GoldParty{c})
		}
		return out
	}
	edtf := func(d *entente.Date) string {
		if d == nil {
			return ""
		}
		return d.EDTF
	}
	var trigger *GoldSpan
	if r.Event != nil && len(r.Event.Trigger) > 0 {
		x := at(r.Event.Trigger[0], "")
		trigger = &x
	}
	switch {
	case h.Rejected:
		t.Rejected = append(t.Rejected, GoldRejected{r.Sort(), r.ID(), trigger, where})
	case r.Event != nil:
		e := r.Event
		t.Events = append(t.Events, GoldEvent{e.ID, e.Kind, e.Type, parties(e.Actors), parties(e.Recipients), goldDate(e.Date), e.Status, "core", trigger, where})
	case r.Figure != nil:
		f := r.Figure
		t.Figures = append(t.Figures, GoldFigure{f.ID, f.Op, cmp.Or(f.Value, f.Low), f.Unit, f.Measure, codes(slices.Concat(f.Parties, []string{f.From, f.To})...), edtf(f.Period), f.Modality, where})
	case r.Statement != nil:
		s := r.Statement
		speaker := "author"
		if s.Speaker != "" {
			p := r.Party(s.Speaker)
			speaker = cmp.Or(p.Name, p.Code)
		}
		t.Statements = append(t.Statements, GoldStatement{s.ID, speaker, s.Mode, codes(s.About...), where})
	default:
		t.Agreements = append(t.Agreements, GoldTie{r.Tie.ID, r.Tie.Kind, codes(r.Tie.Parties...), cmp.Or(r.Tie.Name, r.Tie.Kind), r.Tie.Status, where})
	}
}
