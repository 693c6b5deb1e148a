package clean

import (
	"regexp"
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
	timecode   = regexp.MustCompile(`^[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?(?: ?-+>? ?[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?)?\s+`)
	labelGlue  = regexp.MustCompile(`[.?!…]["”’)]*\s?(\p{Lu}[^:：.?!,;\n"“”]{0,40}?)[:：](?:\s|\p{Lu})`)
	noteLabel  = regexp.MustCompile(`^(?i)(editor['’]?s?['’]? note|note|editorial note|correction|clarification|disclaimer|about the (?:author|interviewee|speaker)s?)\s?[:：]\s*`)
	noteHead   = regexp.MustCompile(`(?i)^(?:about the (?:author|interviewee|speaker)s?|(?:respondent|interviewee|author|speaker|expert|guest)(?:['’]s)? (?:profile|bio|biography|introduction)|(?:profile|bio|biography) of .{2,60}|(?:short )?bio(?:graphy)?|introduction (?:to|of) the (?:interviewee|author|expert)s?)\s?[:：]?$`)
	noteText   = regexp.MustCompile(`(?i)^(?:the (?:author|writer)s? (?:is|are|was)\b|(?:the )?(?:views|opinions)(?: (?:and opinions )?(?:expressed|in this).{0,60})? (?:are|do not|is)\b|(?:the )?views expressed\b|this (?:interview|transcript|conversation|article|text|translation) (?:has been|was|is) (?:lightly )?(?:edited|condensed|translated|compiled|prepared|abridged|based)\b|\d{0,2}\s?source: .{0,200}\b(?:central files|national archives|secret|confidential|limdis|nodis|foreign relations|library)\b)`)
	parenthese = regexp.MustCompile(`\s*[(（\[][^)）\]]*[)）\]]`)
)

// A turnLabel is what was seen of one label.
type turnLabel struct {
	count, alone, asked int
	role                string // asks, answers, speaks or ""
}

// turns finds who speaks where labels say so: cuts the labels off, gives each part of a turn its label, and tells
// questions from answers. Notes of the editor are set apart.
func (c *Cleaner) turns(d *draft) {
	labels := c.labels(d)
	c.cutTurns(d, labels)
	c.spread(d, labels)
	if len(labels) == 0 {
		boldQuestions(d)
	}
}

// labelAt is the label at the front of a block and where the text after it begins; "" for none.
func (c *Cleaner) labelAt(s string) (string, int) {
	if m := labelQA.FindStringSubmatchIndex(s); m != nil {
		return s[m[2]:m[3]], m[1]
	}
	if m := bareQ.FindStringSubmatchIndex(s); m != nil {
		return s[m[2]:m[3]], m[4]
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
func (c *Cleaner) role(label string) string {
	bare := strings.TrimSpace(parenthese.ReplaceAllString(label, ""))
	low := strings.ToLower(bare)
	if c.t.labels[low] == "not" || greeting.MatchString(low) || noteLabel.MatchString(label+": ") || bare == "" || strings.ContainsAny(bare, `"“”;!?`) || strings.HasPrefix(low, "http") {
		return "not"
	}
	if c.t.media[low] != "" {
		return "asks"
	}
	words := strings.FieldsFunc(bare, func(r rune) bool { return unicode.IsSpace(r) || r == '/' })
	if len(words) == 0 || len(words) > 9 || digits.MatchString(bare) {
		return "not"
	}
	role := ""
	for i, w := range words {
		w = strings.ToLower(strings.Trim(w, ".,'’"))
		r := c.t.labels[w]
		if i == 0 && r == "" {
			r = c.t.labels[strings.TrimRight(w, "0123456789")]
		}
		lower := !capital(words[i]) && !smallWord[w] && !(unicode.IsDigit(rune(words[i][0])))
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
func (c *Cleaner) labels(d *draft) map[string]*turnLabel {
	seen := map[string]*turnLabel{}
	note := func(label string, alone bool) {
		if c.role(label) == "not" {
			return
		}
		l := seen[label]
		if l == nil {
			l = &turnLabel{role: c.role(label)}
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
		label, end := c.labelAt(b.S)
		if label != "" {
			note(label, end >= len(b.S))
		}
		for _, m := range labelGlue.FindAllStringSubmatchIndex(b.S, -1) {
			if !titleBefore(b.S[:m[2]]) {
				note(b.S[m[2]:m[3]], false)
			}
		}
	}
	return c.accept(seen, d)
}

var titleEnd = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:mr|mrs|ms|dr|prof|gen|sen|rep|amb|col|lt|capt|st|hon|rev|h\.e|messrs)\.\s?$`)

// titleBefore reports whether a text ends in an abbreviated title, whose stop ends no sentence.
func titleBefore(s string) bool { return titleEnd.MatchString(s[max(0, len(s)-12):]) }

// accept keeps the labels of a conversation: known ones (Q, reporter), those that come twice, and those that stand on
// lines of their own; a conversation has at least two labels, or one that comes three times.
func (c *Cleaner) accept(seen map[string]*turnLabel, d *draft) map[string]*turnLabel {
	alone, repeated, total := 0, 0, 0
	for _, l := range seen {
		alone += l.alone
		if l.count > 1 {
			repeated++
		}
	}
	if q := seen["Q"]; q != nil && q.count < 2 && len(seen) < 2 {
		delete(seen, "Q")
	}
	for label, l := range seen {
		sure := l.role == "asks" || l.role == "answers" || l.count > 1 || alone > 1 && l.alone > 0 || repeated > 1 && len(strings.Fields(label)) < 7 ||
			repeated > 0 && l.role == "speaks" || l.role == "speaks" && parenthese.MatchString(label)
		if !sure {
			delete(seen, label)
			continue
		}
		total += l.count
	}
	if len(seen) < 2 && total < 3 && !c.opens(seen, d) {
		return nil
	}
	return seen
}

// opens reports whether the one label of a text opens it and names its speaker: "Mr. Example (France):".
func (c *Cleaner) opens(seen map[string]*turnLabel, d *draft) bool {
	for label, l := range seen {
		if l.role != "speaks" || !parenthese.MatchString(label) {
			return false
		}
		for i, b := range d.blocks {
			if first, _ := c.labelAt(b.S); first == label {
				return i < 4
			}
		}
	}
	return false
}

// cutTurns splits blocks where a label stands glued inside, and cuts the labels off.
func (c *Cleaner) cutTurns(d *draft, labels map[string]*turnLabel) {
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
		}
		for _, piece := range split(b, t, cuts) {
			out = append(out, c.cutLabel(d, piece, labels))
		}
	}
	d.blocks = out
}

func (c *Cleaner) cutLabel(d *draft, b strand.Block, labels map[string]*turnLabel) strand.Block {
	if c.isBio(d, b.S) {
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
	label, end := c.labelAt(b.S)
	if label == "" || labels[label] == nil {
		return b
	}
	b.Label, b.LabelSource = label, b.Slice(0, len(label)).Source()
	d.drop(b.Slice(0, end).Source(), "label")
	at := b.Slice(0, len(label)).Source()
	rest := b.Slice(end, len(b.S)).Trim()
	b = b.WithText(rest)
	b.Label, b.LabelSource = label, at
	return b
}

// isBio reports whether a block says who the author is: "Jane Doe is a fellow at …", her name being in the byline.
func (c *Cleaner) isBio(d *draft, s string) bool {
	if len(s) > 600 {
		return false
	}
	for _, a := range d.meta.authors {
		rest, ok := strings.CutPrefix(s, a)
		if ok && bio.MatchString(rest) {
			return true
		}
	}
	return false
}

var bio = regexp.MustCompile(`^(?:,[^,]{3,120},)? (?:is|was|teaches|writes|works|serves|covers|holds|reports)\b`)

// spread gives every part of a turn the label of its first, and the kind question or answer where the text has both.
// A turn ends with the next label, an end mark, a note or a heading.
func (c *Cleaner) spread(d *draft, labels map[string]*turnLabel) {
	countAsked(d.blocks, labels)
	asks := func(label string) bool {
		l := labels[label]
		return l != nil && (l.role == "asks" || l.role == "" && l.asked*2 > l.count || l.role == "speaks" && l.asked*3 > l.count*2)
	}
	both := 0
	for label := range labels {
		if asks(label) {
			both |= 1
		} else {
			both |= 2
		}
	}
	label, at, note := "", entente.Span{}, false
	last := 0 // the block that opens the last turn
	for i, b := range d.blocks {
		if b.Label != "" {
			last = i
		}
	}
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.Drop == "end-mark" && i > last {
			label = ""
		}
		if b.Drop != "" {
			continue
		}
		if b.Label != "" {
			label, at, note = b.Label, b.LabelSource, false
			if b.S == "" {
				b.Drop = "label"
			}
		}
		if noteHead.MatchString(b.S) {
			label, note = "", true
			b.Kind = "heading"
			continue
		}
		if b.Kind == "note" && i+1 < len(d.blocks) && d.blocks[i+1].Gap == 0 && bounded(d.blocks[i+1:]) {
			note = true
		} else if note && b.Gap > 0 && b.Kind == "" && label == "" && i < len(d.blocks)/2 {
			note = false
		}
		switch {
		case b.Kind == "caption" || b.Kind == "note" || b.Kind == "title" || b.Kind == "table" && label == "":
		case label != "":
			b.Label, b.LabelSource = label, at
			if both == 3 && (b.Kind == "" || b.Kind == "list" || b.Kind == "heading") {
				b.Kind = "answer"
				if asks(label) {
					b.Kind = "question"
				}
			}
		case note && b.Kind == "":
			b.Kind = "note"
		}
	}
}

// bounded reports whether what follows a note is cut off from it by an empty line or a turn before the text ends.
func bounded(blocks []strand.Block) bool {
	for _, b := range blocks[:min(len(blocks), 60)] {
		if b.Gap > 0 || b.Label != "" {
			return true
		}
	}
	return false
}

// countAsked counts the turns of each label that end with a question.
func countAsked(blocks []strand.Block, labels map[string]*turnLabel) {
	label, asked := "", false
	for _, b := range blocks {
		if b.Drop != "" || b.Kind == "caption" || b.Kind == "note" {
			continue
		}
		if b.Label != "" {
			if asked {
				labels[label].asked++
			}
			label, asked = b.Label, false
		}
		if label != "" && b.S != "" {
			asked = strings.HasSuffix(strings.TrimRight(b.S, `"” `), "?")
		}
	}
	if asked {
		labels[label].asked++
	}
}

// boldQuestions finds the questions of an interview that marks them by bold type alone: blocks that are bold from end to
// end, most of which end in a question mark, with text between.
func boldQuestions(d *draft) {
	var bold []int
	asked := 0
	for i, b := range d.blocks {
		if b.Drop != "" || b.Hard && b.Kind != "heading" || b.Kind == "heading" && !b.Hard || len(b.Bold) == 0 || b.Bold[0].Start > 1 || b.Bold[len(b.Bold)-1].End < len(b.S)-1 || len(b.S) < 12 {
			continue
		}
		bold = append(bold, i)
		if strings.HasSuffix(b.S, "?") {
			asked++
		}
	}
	if asked < 2 || asked*2 < len(bold) {
		return
	}
	open := false
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.Drop != "" || b.Kind != "" && !(b.Kind == "heading" && len(bold) > 0 && bold[0] == i) {
			continue
		}
		if len(bold) > 0 && bold[0] == i {
			bold, open = bold[1:], true
			b.Kind = "question"
			continue
		}
		if open {
			b.Kind = "answer"
		}
	}
}
