package ontology

import "slices"

// CAMEO is the CAMEO code of an event: that of its kind where the kind's own type is the event's; that of the will to
// cooperate, of the threat, the demand or the refusal where the kind is only their content; else the code that mode and
// contexts point to, and the type's own code where they point to several. "" where the type is "" or a denial.
func (o *Ontology) CAMEO(typ, mode, kind string, contexts []string) string {
	k := o.kinds[kind]
	if k != nil && k.Type == typ && k.CAMEO != "" {
		return o.refine(k.CAMEO, typ, k.Mode, contexts)
	}
	if typ == "" || k != nil && k.Name == "denial" {
		return ""
	}
	if k != nil && k.Type != typ {
		if c := o.content(typ, k); c != "" {
			return c
		}
	}
	return o.pointed(typ, mode, contexts)
}

// refine takes the code of an event's contexts in place of that of a whole type: 060 becomes 062 for military cooperation.
func (o *Ontology) refine(code, typ, mode string, contexts []string) string {
	t := o.types[typ]
	if t == nil || code != t.CAMEO || mode != "" {
		return code
	}
	if c := o.pointed(typ, mode, contexts); c != "" {
		return c
	}
	return code
}

// willing is the code of a declared will, by the type of what is willed and, where it matters, the context.
var willing = map[[2]string]string{
	{"CONSULT", ""}: "036", {"SUPPORT", ""}: "032", {"COOPERATE", ""}: "031", {"COOPERATE", "economic"}: "0311", {"COOPERATE", "military"}: "0312",
	{"COOPERATE", "legal"}: "0313", {"COOPERATE", "intelligence"}: "0314", {"AID", ""}: "033", {"AID", "economic"}: "0331", {"AID", "military"}: "0332",
	{"AID", "human_security"}: "0333", {"AID", "peacekeeping"}: "0334", {"CONCEDE", ""}: "035", {"RETREAT", ""}: "035", {"RETREAT", "legal"}: "0353", {"RETREAT", "military"}: "0356",
}

// threatened, demanded and refused are the codes of what is only threatened, asked for or declined, by its type.
var (
	threatened = map[string]string{"SANCTION": "131", "ASSAULT": "138", "MOBILIZE": "138", "COERCE": "132", "PROTEST": "133"}
	demanded   = map[string]string{"CONSULT": "106", "AID": "103", "COOPERATE": "101", "SUPPORT": "102", "RETREAT": "105", "CONCEDE": "105"}
	refused    = map[string]string{"CONSULT": "125", "AID": "122", "COOPERATE": "121", "RETREAT": "124", "CONCEDE": "124"}
)

// content is the code of a will, threat, demand or refusal whose content is of a kind, "" where the kind says nothing.
func (o *Ontology) content(typ string, k *Kind) string {
	switch typ {
	case "AGREE":
		for _, c := range k.Contexts {
			if code := willing[[2]string{k.Type, c}]; code != "" {
				return code
			}
		}
		return willing[[2]string{k.Type, ""}]
	case "THREATEN":
		return threatened[k.Type]
	case "REQUEST":
		return demanded[k.Type]
	case "REJECT":
		return refused[k.Type]
	case "CONCEDE":
		if k.Name == "ceasefire" || k.Name == "withdrawal" {
			return k.CAMEO
		}
	}
	return ""
}

// pointed is the code whose mode is the event's and whose contexts are all among the event's, the one with the most
// contexts; where several are equally near, the code they are all below, or the type's own.
func (o *Ontology) pointed(typ, mode string, contexts []string) string {
	var best []string
	most := -1
	for _, c := range o.Codes {
		if c.Type != typ || c.Mode != mode || c.Basis == "root" || !within(c.Contexts, contexts) {
			continue
		}
		switch n := len(c.Contexts); {
		case n > most:
			best, most = []string{c.Code}, n
		case n == most:
			best = append(best, c.Code)
		}
	}
	switch {
	case len(best) == 1:
		return best[0]
	case len(best) > 1 && below(best[1:], best[0]):
		return best[0]
	}
	if t := o.types[typ]; t != nil {
		return t.CAMEO
	}
	return ""
}

func within(part, whole []string) bool {
	for _, x := range part {
		if !slices.Contains(whole, x) {
			return false
		}
	}
	return true
}

// below reports whether all codes are finer ones of a code.
func below(codes []string, of string) bool {
	for _, c := range codes {
		if len(c) <= len(of) || c[:len(of)] != of {
			return false
		}
	}
	return true
}

// general is the kind that stands for a type where no finer one is known.
var general = map[string]string{
	"AGREE": "agreement", "CONSULT": "meeting", "SUPPORT": "support-declared", "CONCEDE": "concession", "COOPERATE": "cooperation", "AID": "economic-aid",
	"RETREAT": "withdrawal", "REQUEST": "demand", "ACCUSE": "criticism", "REJECT": "refusal", "THREATEN": "threat", "PROTEST": "protest",
	"SANCTION": "sanctions", "MOBILIZE": "deployment", "COERCE": "restriction", "ASSAULT": "attack",
}

// appeals are the CAMEO codes of appeals (02) read as the demands (10) of the same matter.
var appeals = map[string]string{
	"020": "100", "021": "101", "0211": "1011", "0212": "1012", "0213": "1013", "0214": "1014", "022": "102", "023": "103", "0231": "1031", "0232": "1032",
	"0233": "1033", "0234": "1034", "024": "104", "0241": "1041", "0242": "1042", "0243": "1043", "0244": "1044", "025": "105", "0251": "1051", "0252": "1052",
	"0253": "1053", "0254": "1054", "0255": "1055", "0256": "1056", "026": "106", "027": "107", "028": "108",
}

// named are the kinds of codes that several kinds bear.
var named = map[string]string{
	"057": "treaty-signing", "150": "show-of-force", "160": "relations-downgraded", "161": "relations-severed", "164": "talks-ended", "165": "talks-ended",
}

// KindOf is the kind that a CAMEO code names, with the code's own type, mode and contexts in it: the one kind that bears the
// code, else the one that has its type and mode, else the general one of its type. An appeal is a request of the same
// matter. False where the code is unknown or PLOVER has no type for it.
func (o *Ontology) KindOf(cameo string) (Kind, bool) {
	as := cameo
	if a := appeals[cameo]; a != "" {
		as = a
	}
	c := o.codes[as]
	if c == nil || c.Type == "" {
		return Kind{}, false
	}
	out := o.kinds[named[as]]
	if out == nil {
		out = o.only(func(k *Kind) bool { return k.CAMEO == as && k.Type == c.Type && k.Mode == c.Mode })
	}
	if out == nil {
		out = o.only(func(k *Kind) bool { return k.CAMEO == as && k.Type == c.Type })
	}
	if out == nil && c.Mode != "" {
		out = o.only(func(k *Kind) bool { return k.Type == c.Type && k.Mode == c.Mode })
	}
	if out == nil {
		out = o.kinds[general[c.Type]]
	}
	if as != cameo {
		out = o.kinds["appeal"]
	}
	k := *out
	k.Type, k.Mode, k.Contexts = c.Type, c.Mode, c.Contexts
	return k, true
}

// only is the one kind that fits; of several the general one of its type, or that which the tree sets above another of them;
// nil for none or no such one.
func (o *Ontology) only(fits func(*Kind) bool) *Kind {
	var all []*Kind
	for i := range o.Kinds {
		if fits(&o.Kinds[i]) {
			all = append(all, &o.Kinds[i])
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	for _, k := range all {
		if general[k.Type] == k.Name {
			return k
		}
	}
	for _, k := range all {
		for _, other := range all {
			if other.Parent == k.Name {
				return k
			}
		}
	}
	return nil
}
