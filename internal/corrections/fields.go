package corrections

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente"
	"entente/internal/ontology"
)

// A Field is what can be corrected of a sort of row, and what its value is.
type Field struct {
	Sort  string   // event statement figure tie document happening link verdict name rule
	Name  string   // key of the record, or rejected, confirmed, merge, split, alias, block, weight
	Form  string   // flag text word words code codes date number rows
	Words []string // of a word or words: those there are; none where any will do
	Says  string   // what it means, for people

	set func(x *edit, value string)
}

// The states of things, as the records have them.
var (
	eventStatus = []string{"happened", "ongoing", "planned", "hypothetical", "denied"}
	tieStatus   = []string{"sought", "planned", "negotiated", "initialled", "signed", "ratified", "in-force", "suspended", "refused", "ended"}
	modality    = []string{"actual", "target", "planned", "forecast", "estimate", "demand", "hypothetical", "denied"}
	genres      = []string{"news", "interview", "opinion", "release", "speech", "transcript", "history", "other"}
	voices      = []string{"direct", "indirect", "mixed", "free-indirect", "answer", "question", "told", "author"}
)

// vocabulary is every field. Of one row they apply in this order, whenever they were said: the kind before the type and mode
// that follow from it.
func vocabulary(o *ontology.Ontology) []Field {
	kinds, modes, contexts := words(o)
	fields := []Field{
		{"event statement figure tie happening link verdict", "rejected", "flag", nil, "the row is wrong and shown nowhere", nil},
		{"event statement figure tie", "confirmed", "flag", nil, "the row was looked at and is right: its confidence is 1", confirm},
		{"event happening", "merge", "rows", nil, "tells the same as that other event or happening", nil},
		{"event happening", "split", "rows", nil, "is none of the happening it was put into; with a list of events, those stand together", nil},
		{"name", "alias", "code", nil, "the name, or code, stands for that actor", nil},
		{"name", "block", "flag", nil, "the name stands for nobody: its party has no code", nil},
		{"rule", "weight", "number", nil, "the confidence of what the rule finds is multiplied by this, from 0 to 1", nil},
		{"event happening", "kind", "word", kinds, "what was done, in the tree of kinds; type, mode and contexts follow", setKind},
		{"event happening", "type", "word", o.TypeNames(), "PLOVER type; quad class and score follow", setType},
		{"event happening", "mode", "word", modes, "PLOVER mode; the score follows", func(x *edit, v string) { x.row.Event.Mode = v; x.scored = true }},
		{"event happening", "contexts", "words", contexts, "PLOVER contexts", func(x *edit, v string) { x.row.Event.Contexts = List(v); x.scored = true }},
		{"event happening", "status", "word", eventStatus, "whether it happened", func(x *edit, v string) { x.row.Event.Status = v }},
		{"event happening", "actors", "codes", nil, "who did it", func(x *edit, v string) { x.row.Event.Actors = x.parties(v) }},
		{"event happening", "recipients", "codes", nil, "to whom it was done", func(x *edit, v string) { x.row.Event.Recipients = x.parties(v) }},
		{"event happening", "date", "date", nil, "when, in EDTF", func(x *edit, v string) { x.row.Event.Date = date(v) }},
		{"event happening", "place", "text", nil, "where; coordinates are dropped", func(x *edit, v string) { x.row.Event.Place = place(v) }},
		{"event", "historical", "flag", nil, "long before the document", func(x *edit, v string) { x.row.Event.Historical = v == "true" }},
		{"tie", "kind", "word", []string{"membership", "partnership", "agreement", "relations", "office"}, "what stands between the parties", func(x *edit, v string) { x.row.Tie.Kind = v }},
		{"tie", "status", "word", tieStatus, "how far it is", func(x *edit, v string) { x.row.Tie.Status = v }},
		{"tie", "name", "text", nil, "its name", func(x *edit, v string) { x.row.Tie.Name = v }},
		{"tie", "role", "word", []string{"member", "observer", "partner", "chair", "founder"}, "the part of the first party in it", func(x *edit, v string) { x.row.Tie.Role = v }},
		{"tie", "parties", "codes", nil, "between whom", func(x *edit, v string) { x.row.Tie.Parties = List(v) }},
		{"tie", "from", "date", nil, "since when, in EDTF", func(x *edit, v string) { x.row.Tie.From = date(v) }},
		{"tie", "until", "date", nil, "until when, in EDTF", func(x *edit, v string) { x.row.Tie.Until = date(v) }},
		{"statement", "speaker", "code", nil, "who said it", func(x *edit, v string) { x.row.Statement.Speaker = first(x.parties(v)) }},
		{"statement", "to", "codes", nil, "to whom", func(x *edit, v string) { x.row.Statement.To = x.parties(v) }},
		{"statement", "about", "codes", nil, "about whom", func(x *edit, v string) { x.row.Statement.About = List(v) }},
		{"statement", "topics", "words", contexts, "on what, as PLOVER contexts", func(x *edit, v string) { x.row.Statement.Topics = List(v) }},
		{"statement", "mode", "word", voices, "how it is reported", func(x *edit, v string) { x.row.Statement.Mode = v }},
		{"statement", "date", "date", nil, "when it was said, in EDTF", func(x *edit, v string) { x.row.Statement.Date = date(v) }},
	}
	return slices.Concat(fields, figureFields(), documentFields())
}

func figureFields() []Field {
	of := func(get func(*entente.Figure) *string) func(*edit, string) {
		return func(x *edit, v string) { *get(x.row.Figure) = v }
	}
	return []Field{
		{"figure", "op", "word", []string{"=", "<", ">", "<=", ">=", "~", "<~"}, "the bound: = < > <= >= ~ (about) <~ (nearly)", of(func(f *entente.Figure) *string { return &f.Op })},
		{"figure", "value", "number", nil, "the number, in decimal", func(x *edit, v string) { x.row.Figure.Value = v; x.bounds = true }},
		{"figure", "low", "number", nil, "its lower bound", of(func(f *entente.Figure) *string { return &f.Low })},
		{"figure", "high", "number", nil, "its upper bound", of(func(f *entente.Figure) *string { return &f.High })},
		{"figure", "form", "word", []string{"level", "multiple", "change", "share", "rank", "duration"}, "what sort of number", of(func(f *entente.Figure) *string { return &f.Form })},
		{"figure", "unit", "text", nil, "ISO 4217, UCUM or {thing counted}", of(func(f *entente.Figure) *string { return &f.Unit })},
		{"figure", "per", "text", nil, "per what: a for a year", of(func(f *entente.Figure) *string { return &f.Per })},
		{"figure", "measure", "text", nil, "what is measured", of(func(f *entente.Figure) *string { return &f.Measure })},
		{"figure", "of", "text", nil, "what a share is a share of", of(func(f *entente.Figure) *string { return &f.Of })},
		{"figure", "parties", "codes", nil, "whose it is", func(x *edit, v string) { x.row.Figure.Parties = List(v) }},
		{"figure", "from", "code", nil, "from whom it flows", of(func(f *entente.Figure) *string { return &f.From })},
		{"figure", "to", "code", nil, "to whom it flows", of(func(f *entente.Figure) *string { return &f.To })},
		{"figure", "period", "date", nil, "for when, in EDTF", func(x *edit, v string) { x.row.Figure.Period = date(v) }},
		{"figure", "base", "date", nil, "against when, in EDTF", func(x *edit, v string) { x.row.Figure.Base = date(v) }},
		{"figure", "modality", "word", modality, "whether it is so, or meant to be", of(func(f *entente.Figure) *string { return &f.Modality })},
	}
}

func documentFields() []Field {
	return []Field{
		{"document", "title", "text", nil, "its title", func(x *edit, v string) { x.row.Document.Title = v }},
		{"document", "authors", "words", nil, "who wrote it", func(x *edit, v string) { x.row.Document.Authors = List(v) }},
		{"document", "publisher", "text", nil, "who published it first", func(x *edit, v string) { x.row.Document.Publisher = v }},
		{"document", "republisher", "text", nil, "who carried it on", func(x *edit, v string) { x.row.Document.Republisher = v }},
		{"document", "published", "date", nil, "when, in EDTF; dates counted from it in the text stay as they were read", func(x *edit, v string) { x.row.Document.Published = date(v) }},
		{"document", "genre", "word", genres, "what sort of text", func(x *edit, v string) { x.row.Document.Genre = v }},
	}
}

func words(o *ontology.Ontology) (kinds, modes, contexts []string) {
	for i := range o.Kinds {
		kinds = append(kinds, o.Kinds[i].Name)
	}
	for i := range o.Modes {
		modes = append(modes, o.Modes[i].Name)
	}
	for _, c := range o.Contexts {
		contexts = append(contexts, c.Name)
	}
	slices.Sort(modes)
	return kinds, slices.Compact(modes), contexts
}

// Fields are what can be corrected of a sort of row (event, statement, figure, tie, document, happening, link, verdict, name or rule).
func (j *Judge) Fields(sort string) []Field { return j.fields[sort] }

// Sort is the sort of row that an id is of, by its prefix; name where it has none of ours.
func Sort(id string) string {
	prefix, _, ok := strings.Cut(id, ":")
	if sort := sorts[prefix]; ok && sort != "" {
		return sort
	}
	return "name"
}

var sorts = map[string]string{"e": "event", "s": "statement", "f": "figure", "t": "tie", "d": "document", "h": "happening", "l": "link", "v": "verdict", "rule": "rule"}

var (
	code   = regexp.MustCompile(`^([A-Z]{3,4}|XKX|gw:\d+|(org|person|group):[^\s,]+)$`)
	number = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	ids    = regexp.MustCompile(`^[eh]:[0-9a-f]+$`)
)

// Check reports what is wrong with a correction that somebody wants to make: a field that its row does not have, a value that
// the field cannot take. The error wraps entente.ErrInvalid and says what would do. An undoing needs only what it replaces.
func (j *Judge) Check(c entente.Correction) error {
	if c.Replaces != "" && c.Value == "" {
		return nil
	}
	sort := Sort(c.Row)
	i := slices.IndexFunc(j.fields[sort], func(f Field) bool { return f.Name == c.Field })
	if i < 0 {
		var names []string
		for _, f := range j.fields[sort] {
			names = append(names, f.Name)
		}
		return fmt.Errorf("of a %s one can correct %s, not %q: %w", sort, strings.Join(names, ", "), c.Field, entente.ErrInvalid)
	}
	if sort == "happening" && c.Field == "split" && len(List(c.Value)) == 0 {
		return fmt.Errorf("split of %s: list the events that do not belong to it: %w", c.Row, entente.ErrInvalid)
	}
	if err := j.fields[sort][i].check(c.Value); err != nil {
		return fmt.Errorf("%s of %s: %w", c.Field, c.Row, err)
	}
	return nil
}

// check holds a value against the form of a field. An empty one takes away what stood there, where that can be.
func (f *Field) check(value string) error {
	v := Text(value)
	wrong := func(want string) error { return fmt.Errorf("%q is not %s: %w", v, want, entente.ErrInvalid) }
	all := func(list []string, ok func(string) bool, want string) error {
		for _, x := range list {
			if !ok(x) {
				return fmt.Errorf("%q is not %s: %w", x, want, entente.ErrInvalid)
			}
		}
		return nil
	}
	known := func(s string) bool { return len(f.Words) == 0 || slices.Contains(f.Words, s) }
	switch f.Form {
	case "flag":
		if _, err := strconv.ParseBool(v); err != nil {
			return wrong("true or false")
		}
	case "word":
		if v != "" && !known(v) || v == "" && (f.Name == "status" || f.Name == "kind") {
			return wrong("one of " + some(f.Words))
		}
	case "words":
		return all(List(value), known, "one of "+some(f.Words))
	case "code", "codes":
		if f.Name == "alias" && v == "" {
			return wrong("a code: KAZ, org:SCO, person:…")
		}
		return all(List(value), code.MatchString, "a code: KAZ, org:SCO, person:…")
	case "date":
		if v != "" && date(v) == nil {
			return wrong("a date in EDTF: 2022-09-14, 2022-09, 2022, 2022-33 (quarter), 2013-09-06/2013-09-08")
		}
	case "number":
		if v != "" && !number.MatchString(v) {
			return wrong("a decimal number")
		}
	case "rows":
		if list := List(value); f.Name == "merge" && len(list) != 1 {
			return wrong("the id of one event or happening")
		} else if f.Name == "split" && (v == "" || v == "true") {
			return nil
		} else {
			return all(list, ids.MatchString, "the id of an event or happening")
		}
	}
	return nil
}

// some lists words for a message, not all of a long list.
func some(words []string) string {
	if len(words) > 24 {
		return strings.Join(words[:24], ", ") + " …"
	}
	return strings.Join(words, ", ")
}
