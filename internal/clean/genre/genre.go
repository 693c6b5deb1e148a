// Package genre tells what kind of text a document is, and in what language it is written.
package genre

import (
	"regexp"
	"strings"

	"entente"
)

var (
	speechOpen   = regexp.MustCompile(`(?i)\b(?:mr\.?|madam|madame) (?:president|chair(?:man|person)?|speaker|secretary[- ]general)\b|\b(?:excellencies|distinguished (?:delegates|guests|colleagues|members|representatives)|ladies and gentlemen|dear (?:colleagues|friends|compatriots)|fellow (?:citizens|americans))\b|\b(?:honou?r|privilege|pleasure) (?:for me )?to (?:address|speak|be here)|on behalf of (?:my|the) (?:government|delegation|people)|\bmy (?:government|delegation)\b|\bthis (?:august |great )?(?:assembly|house|hall|world forum)\b|\bcongratulat\w+,? (?:you|to you|mr\.|the president|to the president)|\b(?:sincere|warm|warmest|heartfelt) congratulations|\b(?:allow|permit) me (?:first|to|also|at the outset)|\byou,? (?:sir|madam)\b|\b(?:this|its|the) [a-z-]+ session of the general\s+assembly|\bi (?:wish|would like|should like) to (?:congratulate|thank|express|pay)`)
	firstPerson  = regexp.MustCompile(`\b(?:I|my|me|we|our|us)\b`)
	anyFirst     = regexp.MustCompile(`\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b`) // a caller who gives a country says that one voice speaks
	opinionMark  = regexp.MustCompile(`(?i)\b(?:op-?ed|opinion|commentary|editorial|column|viewpoint|analysis|the author is|the writer is|views expressed|i (?:argue|believe|think)|in my (?:view|opinion))\b`)
	releaseMark  = regexp.MustCompile(`(?i)^(?:for immediate release|press release|media release|joint (?:statement|communiqu[eé]|declaration|press statement)|readout|communiqu[eé]|statement (?:by|of|from|on) (?:the )?(?:ministry|spokes|government|high representative|department|secretariat|office|g7|european)|press statement|media note|media statement|news release)`)
	releaseTitle = regexp.MustCompile(`^(?:(?i:the|on the) )?(?:[\p{Lu}\d][\pL\d’'.&-]* |of |the |and |on ){0,7}(?i:(?:joint |press |final |summit |ministerial |concluding )*(?:statement|declaration|communiqu[eé]|readout))(?:$| (?i:on|of|by|from|following|regarding|between|at)\b)`)
	spoken       = regexp.MustCompile(`(?i)\b(?:remarks|address|speech|keynote|lecture|testimony|intervention|message)\b`)
	releaseText  = regexp.MustCompile(`(?i)\b(?:the (?:two )?(?:sides|ministers|leaders|parties|presidents|heads of state) (?:agreed|discussed|exchanged|noted|reaffirmed|stressed|underlined|welcomed|reviewed|expressed)|media contact|press service|issued the following statement|ministry of foreign affairs (?:of|announces|informs|expresses|condemns)|the ministry (?:expresses|reiterates|strongly|condemns|reaffirms|wishes))\b`)
	releaseHead  = regexp.MustCompile(`(?im)^\W*(?:for immediate release|press release|media release|news release)\W*(?:$|no\b|\d)`)
	historyMark  = regexp.MustCompile(`(?i)\bmemorandum of conversation|foreign relations of the united states|telegram from|secret|declassified\b`)
	pastYear     = regexp.MustCompile(`\b1[5-9]\d\d\b`)
)

// Of tells what kind of text a document is, by its turns, its title and how it addresses its reader. category is what a
// page files it under, head the first bytes of a source without markup, titled that the title names whose speech it is.
func Of(doc *entente.Document, category, head string, titled bool) string {
	labels, askers, questions, labelled := map[string]bool{}, map[string]bool{}, 0, 0
	for _, p := range doc.Parts {
		if p.Label != "" {
			labels[p.Label] = true
			labelled++
		}
		if p.Kind == "question" {
			questions++
			askers[p.Label] = true
		}
	}
	top := doc.Title + "\n" + category
	low := strings.ToLower(top)
	text := doc.Text[:min(len(doc.Text), 5000)]
	words := len(strings.Fields(text)) + 1
	own := len(firstPerson.FindAllString(text, -1)) * 1000 / words
	open := doc.Text[:min(len(doc.Text), 3000)]
	switch {
	case strings.Contains(low, "interview") && questions+labelled > 0 || doc.Told:
		return "interview"
	case len(labels) > 3 && questions*3 < labelled, strings.Contains(low, "transcript"), strings.Contains(low, "press conference") && labelled > 0, strings.Contains(low, "briefing") && labelled > 0:
		return "transcript"
	case memorandum.MatchString(open) && !old(doc.Published):
		return "transcript"
	case questions >= 2 && len(askers) < 3:
		return "interview"
	case len(labels) > 1 && labelled > 2:
		return "transcript"
	case questions >= 2:
		return "interview"
	case releaseMark.MatchString(doc.Title), releaseTitle.MatchString(doc.Title) && own < 20, releaseMark.MatchString(doc.Text), releaseHead.MatchString(head):
		return "release"
	case titled && (own >= 5 || spoken.MatchString(doc.Title)), speaks(open, own), doc.SpeakerName != "" && own >= 8, doc.Country != "" && len(anyFirst.FindAllString(text, -1))*1000 >= 8*words:
		return "speech"
	case titled:
		return "release"
	case labelled > 2:
		return "transcript"
	case opinionMark.MatchString(top), strings.Contains(strings.ToLower(doc.URL), "/opinion"), own >= 12 && opinionMark.MatchString(text):
		return "opinion"
	case own < 12 && len(releaseText.FindAllString(text, 3)) > 2:
		return "release"
	case historyMark.MatchString(open) && len(pastYear.FindAllString(text, 3)) > 2, words > 120 && len(pastYear.FindAllString(text, -1))*50 > words && own < 5, memorandum.MatchString(open) && old(doc.Published):
		return "history"
	}
	return "news"
}

// speaks reports whether a text turns to its hearers: once where much is said in the first person, else twice.
func speaks(open string, own int) bool {
	n := len(speechOpen.FindAllString(open, 2))
	return n > 0 && own >= 8 || n > 1 && own >= 3
}

var memorandum = regexp.MustCompile(`(?i)\bmemorandum of (?:a )?(?:telephone )?conversation\b`)

// old reports whether a date lies in the last century.
func old(d *entente.Date) bool { return d != nil && d.EDTF < "1995" }
