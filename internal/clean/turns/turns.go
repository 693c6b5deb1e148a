// Package turns finds who speaks where a text says so by labels: interviews, transcripts, briefings. It cuts the labels off,
// gives each part of a turn its label, tells questions from answers, and sets the notes of editors apart.
package turns

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
	"entente/internal/clean/strand"
)

var (
	labelHead  = regexp.MustCompile(`^(\pL[^:：\n]{0,70}?)\s?[:：](?:\s|$|["“]|\p{Lu})`)
	labelQA    = regexp.MustCompile(`^([QA]\d{0,2})[.)]\s`)
	bareQ      = regexp.MustCompile(`^(Q) (["“(—-]*\p{Lu})`)
	dotted     = regexp.MustCompile(`^((?:Mr|Mrs|Ms|Dr)\. \p{Lu}[\pL'’-]+(?: of \p{Lu}\pL+(?: \p{Lu}\pL+)?)?|(?:Senator|Secretary|Ambassador|Chairman|Chairwoman|General|Admiral|Representative|Congressman|Congresswoman) \p{Lu}[\pL'’-]+|The (?:CHAIRMAN|CHAIRWOMAN|CHAIR|PRESIDENT|SPEAKER|PRESIDING OFFICER|Chairman|Chairwoman|Chair|Presiding Officer))\. +(["“(]*\p{Lu})`) // as records of hearings print it
	labelGlue  = regexp.MustCompile(`[.?!…]["”’)]*\s?(\p{Lu}[^:：.?!,;\n"“”]{0,40}?)[:：](?:\s|\p{Lu})`)
	bracketed  = regexp.MustCompile(`^[\[<]((?:[QA]\d{0,2}|\p{Lu}[^\]>\n:]{1,50}))[\]>]\s?([:：]?)\s*\S`) // "[Ada Lorm]: …", "<Q> …"
	glueQA     = regexp.MustCompile(`[.?!…]["”’)]*\s?([QA])[.:]\s?["“(]?\p{Lu}`)
	noteLabel  = regexp.MustCompile(`^(?i)(editor['’]?s?['’]? note|note|editorial note|correction|clarification|disclaimer|about the (?:author|interviewee|speaker)s?)\s?[:：]\s*`)
	noteHead   = regexp.MustCompile(`(?i)^(?:about the (?:author|interviewee|speaker)s?|(?:respondent|interviewee|author|speaker|expert|guest)(?:['’]s)? (?:profile|bio|biography|introduction)|(?:profile|bio|biography) of .{2,60}|(?:short )?bio(?:graphy)?|introduction (?:to|of) the (?:interviewee|author|expert)s?)\s?[:：]?$`)
	noteText   = regexp.MustCompile(`(?i)^(?:the (?:author|writer)s? (?:is|are|was)\b|(?:the )?(?:views|opinions)(?: (?:and opinions )?(?:expressed|in this).{0,60})? (?:are|do not|is)\b|(?:the )?views expressed\b|this (?:interview|transcript|conversation|article|text|translation) (?:has been|was|is) (?:lightly )?(?:edited|condensed|translated|compiled|prepared|abridged|based)\b|\d{0,2}\s?source: .{0,200}\b(?:central files|national archives|secret|confidential|limdis|nodis|foreign relations|library)\b)`)
	parenthese = regexp.MustCompile(`\s*[(（\[][^)）\]]*[)）\]]`)
)

// A seenLabel is what was seen of one label.
type seenLabel struct {
	count, alone, asked int
	line                bool   // a line of its own without a colon
	role                string // asks, answers, speaks or ""
}

// A Finder knows the words of labels and the names of media. It may be used by any number of goroutines.
type Finder struct {
	words map[string]string
	media func(lower string) bool
}

// New takes the words of labels, in lower case, with what they say (asks, answers, speaks, media, not), and
// whether a name, in lower case, is a medium's.
func New(words map[string]string, media func(lower string) bool) *Finder {
	return &Finder{words, media}
}

// finding is the work on one text.
type finding struct {
	*Finder
	blocks  []strand.Block
	dropped []entente.Drop
	authors []string
}

func (d *finding) drop(s entente.Span, reason string) {
	if !s.Empty() {
		d.dropped = append(d.dropped, entente.Drop{Span: s, Reason: reason})
	}
}

// Find returns the blocks with their turns, and the labels that it cut off. authors are the names of the byline, by which
// notes about them are known.
func (f *Finder) Find(blocks []strand.Block, authors []string) ([]strand.Block, []entente.Drop) {
	d := &finding{Finder: f, blocks: blocks, authors: authors}
	labels := d.labels()
	if len(labels) == 0 {
		labels = d.lines()
	}
	d.cutTurns(labels)
	d.spread(labels)
	if len(labels) == 0 {
		d.boldQuestions()
	}
	return d.blocks, d.dropped
}

// labelAt is the label at the front of a block and where the text after it begins; "" for none.
func (c *Finder) labelAt(s string) (string, int) {
	if m := labelQA.FindStringSubmatchIndex(s); m != nil {
		return s[m[2]:m[3]], m[1]
	}
	if m := bareQ.FindStringSubmatchIndex(s); m != nil {
		return s[m[2]:m[3]], m[4]
	}
	if m := dotted.FindStringSubmatchIndex(s); m != nil {
		return s[m[2]:m[3]], m[4]
	}
	if m := bracketed.FindStringSubmatchIndex(s); m != nil && (m[5] > m[4] || m[3]-m[2] < 3) && c.role(s[m[2]:m[3]]) != "not" {
		_, n := utf8.DecodeLastRuneInString(s[:m[1]])
		return s[m[2]:m[3]], m[1] - n
	}
	m := labelHead.FindStringSubmatchIndex(s)
	if m == nil || c.role(s[m[2]:m[3]]) == "not" {
		return "", 0
	}
	end := m[3]
	for end < len(s) && (s[end] == ' ' || s[end] == ':' || strings.HasPrefix(s[end:], "：")) {
		_, n := utf8.DecodeRuneInString(s[end:])
		end += n
	}
	return s[m[2]:m[3]], end
}

// role is what the words of a label say: asks, answers, speaks, "" for a mere name, "not" for what is no label of a turn.
func (c *Finder) role(label string) string {
	bare := strings.TrimSpace(parenthese.ReplaceAllString(label, ""))
	low := strings.ToLower(bare)
	if c.words[low] == "not" || greeting.MatchString(low) || noteLabel.MatchString(label+": ") || bare == "" || strings.ContainsAny(bare, `"“”;!?`) || strings.HasPrefix(low, "http") {
		return "not"
	}
	if c.media(low) {
		return "asks"
	}
	words := strings.FieldsFunc(bare, func(r rune) bool { return unicode.IsSpace(r) || r == '/' })
	if len(words) == 0 || len(words) > 9 || digits.MatchString(bare) {
		return "not"
	}
	role := ""
	for i, w := range words {
		w = strings.ToLower(strings.Trim(w, ".,'’"))
		r := c.words[w]
		if i == 0 && r == "" {
			r = c.words[strings.TrimRight(w, "0123456789")]
		}
		lower := !strand.Capital(words[i]) && !strand.SmallWord[w] && !(unicode.IsDigit(rune(words[i][0])))
		switch {
		case r == "asks":
			role = "asks"
		case r == "answers" && role == "":
			role = "answers"
		case r == "media" && i == len(words)-1 && len(words) > 1 && role == "":
			role = "asks"
		case r == "speaks" && role == "":
			role = "speaks"
		case lower && r == "" && !nameParticle[w]:
			return "not"
		}
	}
	return role
}

// greeting is how a speech turns to its hearers, not who speaks.
var greeting = regexp.MustCompile(`^(?:(?:your )?excellenc|distinguished|ladies|gentlemen|dear |(?:mr|madam|madame)\.? (?:president|chair|speaker|secretary)|your |honou?rable (?:members|delegates)|fellow |colleagues|friends)`)

// digits are numbers in a label that are no number of a question ("Q2") or of an age or seat: a date, a measure.
var digits = regexp.MustCompile(`\d\d|\d(?:st|nd|rd|th)|^\d`)

var nameParticle = map[string]bool{"bin": true, "ibn": true, "van": true, "von": true, "den": true, "da": true, "di": true, "el": true, "foreign": true, "prime": true, "deputy": true, "staff": true, "with": true, "to": true, "on": true, "senior": true}

// labels gathers the labels that open turns in this document.
func (d *finding) labels() map[string]*seenLabel {
	seen := map[string]*seenLabel{}
	note := func(label string, alone bool) {
		if d.role(label) == "not" {
			return
		}
		l := seen[label]
		if l == nil {
			l = &seenLabel{role: d.role(label)}
			seen[label] = l
		}
		l.count++
		if alone {
			l.alone++
		}
	}
	for _, b := range d.blocks {
		if b.Drop != "" || b.Kind != "" && b.Kind != "list" && b.Kind != "heading" {
			continue
		}
		label, end := d.labelAt(b.S)
		if label != "" {
			note(label, end >= len(b.S))
		}
		for _, m := range labelGlue.FindAllStringSubmatchIndex(b.S, -1) {
			if !titleBefore(b.S[:m[2]]) {
				note(b.S[m[2]:m[3]], false)
			}
		}
		if label == "Q" || label == "A" {
			for _, m := range glueQA.FindAllStringSubmatchIndex(b.S, -1) {
				if b.S[m[3]] == '.' {
					note(b.S[m[2]:m[3]], false)
				}
			}
		}
	}
	return d.accept(seen)
}

var titleEnd = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:mr|mrs|ms|dr|prof|gen|sen|rep|amb|col|lt|capt|st|hon|rev|h\.e|messrs)\.\s?$`)

// titleBefore reports whether a text ends in an abbreviated title, whose stop ends no sentence.
func titleBefore(s string) bool { return titleEnd.MatchString(s[max(0, len(s)-12):]) }

// accept keeps the labels of a conversation: known ones (Q, reporter), those that come twice, and those that stand on
// lines of their own; a conversation has at least two labels, or one that comes three times.
func (d *finding) accept(seen map[string]*seenLabel) map[string]*seenLabel {
	alone, repeated, total := 0, 0, 0
	for _, l := range seen {
		alone += l.alone
		if l.count > 1 {
			repeated++
		}
	}
	talk := repeated > 0 && d.mostly(seen)
	if q := seen["Q"]; q != nil && q.count < 2 && len(seen) < 2 {
		delete(seen, "Q")
	}
	for label, l := range seen {
		sure := l.role == "asks" || l.role == "answers" || l.count > 1 || alone > 1 && l.alone > 0 || repeated > 1 && len(strings.Fields(label)) < 7 ||
			repeated > 0 && l.role == "speaks" || l.role == "speaks" && parenthese.MatchString(label) || talk && named(label)
		if !sure {
			delete(seen, label)
			continue
		}
		total += l.count
	}
	if len(seen) < 2 && total < 3 && !d.opens(seen) {
		return nil
	}
	return seen
}

// mostly reports whether a text is a conversation throughout: most of its paragraphs begin with what may be a label. Then
// one who speaks once is a speaker, too.
func (d *finding) mostly(seen map[string]*seenLabel) bool {
	all, labelled := 0, 0
	for _, b := range d.blocks {
		if b.Drop != "" || b.Kind != "" {
			continue
		}
		all++
		if label, _ := d.labelAt(b.S); seen[label] != nil {
			labelled++
		}
	}
	return labelled >= 4 && labelled*10 >= all*6
}

// named reports whether a label is the name of somebody: two to five words with capitals, whatever stands in brackets
// after them.
func named(label string) bool {
	bare := strings.TrimSpace(parenthese.ReplaceAllString(label, ""))
	n := len(strings.Fields(bare))
	return n >= 2 && n <= 5 && strand.Name(bare)
}

// opens reports whether the one label of a text opens it and names its speaker: "Mr. Example (France):".
func (d *finding) opens(seen map[string]*seenLabel) bool {
	for label, l := range seen {
		if l.role != "speaks" || !parenthese.MatchString(label) {
			return false
		}
		for i, b := range d.blocks {
			if first, _ := d.labelAt(b.S); first == label {
				return i < 4
			}
		}
	}
	return false
}

// cutTurns splits blocks where a label stands glued inside, and cuts the labels off.
func (d *finding) cutTurns(labels map[string]*seenLabel) {
	var out []strand.Block
	for _, b := range d.blocks {
		if b.Drop != "" || b.Kind == "table" || b.Kind == "caption" || b.Kind == "title" {
			out = append(out, b)
			continue
		}
		t := b.Text
		var cuts []int
		if len(labels) > 0 {
			for _, m := range labelGlue.FindAllStringSubmatchIndex(t.S, -1) {
				if labels[t.S[m[2]:m[3]]] != nil && !titleBefore(t.S[:m[2]]) {
					cuts = append(cuts, m[2])
				}
			}
			if labels["Q"] != nil && labels["A"] != nil {
				for _, m := range glueQA.FindAllStringSubmatchIndex(t.S, -1) {
					if !slices.Contains(cuts, m[2]) {
						cuts = append(cuts, m[2])
					}
				}
			}
		}
		for _, piece := range strand.Split(b, cuts) {
			out = append(out, d.cutLabel(piece, labels))
		}
	}
	d.blocks = out
}

func (d *finding) cutLabel(b strand.Block, labels map[string]*seenLabel) strand.Block {
	if d.isBio(b.S) {
		b.Kind = "note"
		return b
	}
	if m := noteLabel.FindStringIndex(b.S); m != nil {
		d.drop(b.Slice(0, m[1]).Source(), "label")
		b = b.WithText(b.Slice(m[1], len(b.S)).Trim())
		b.Kind = "note"
		if b.S == "" {
			b.Drop = "label"
		}
		return b
	}
	if noteText.MatchString(b.S) {
		b.Kind = "note"
		return b
	}
	label, end := d.labelAt(b.S)
	if l := labels[b.S]; l != nil && l.line {
		label, end, b.Kind = b.S, len(b.S), ""
	}
	if label == "" || labels[label] == nil {
		return b
	}
	from := strings.Index(b.S, label)
	d.drop(b.Slice(0, end).Source(), "label")
	at := b.Slice(from, from+len(label)).Source()
	rest := b.Slice(end, len(b.S)).Trim()
	b = b.WithText(rest)
	b.Label, b.LabelSource = label, at
	return b
}
