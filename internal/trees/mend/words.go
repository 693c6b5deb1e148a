package mend

import "strings"

// Agentive reports whether a noun, by its lemma, names those who can act.
func Agentive(lemma string) bool { return agentive[lemma] }

// agentive are nouns for bodies and people that act for whom they belong to.
var agentive = set(`government administration ministry minister president premier chancellor king queen emir sultan crown prince monarch leader leadership
 official authority parliament congress senate assembly lawmaker legislator court judge prosecutor police force troop army navy military soldier guard militia
 fighter rebel jet warplane plane aircraft helicopter drone ship vessel warship missile rocket artillery envoy ambassador diplomat delegation
 representative spokesman spokeswoman spokesperson embassy mission side team negotiator party company firm bank airline regulator agency
 commission council cabinet regime state country nation republic kingdom member power people citizen national protester demonstrator worker
 student activist group movement organization organisation union alliance bloc coalition head chief commander general secretary
 counterpart colleague homologue guest intelligence service unit brigade gunman militant insurgent separatist inspector expert scientist hacker
 politician mp deputy governor mayor businessman investor tourist refugee migrant journalist capital house half majority most some all both one
 thousand hundred dozen million number resident crowd family farmer airstrike strike peacekeeper monitor observer peacekeeping
 miner prisoner driver teacher doctor nurse lawyer employee staff fisherman pilot sailor trader engineer pirate smuggler voter woman
 mediator broker ally boat patrol mercenary gunboat pilgrim settler coastguard junta ruler guerrilla commando dissident supporter marine paratrooper airman
 jihadist bandit youth mob rioter looter inmate trucker docker tribesman villager tribunal watchdog cutter trawler tanker gunship fleet frigate destroyer submarine
 bomber cartel gang officer policeman policewoman agent spy reservist conscript interceptor herder wing faction clan tribe consul attaché aide adviser advisor
 drugmaker carmaker automaker chipmaker planemaker lender retailer insurer refiner shipper broadcaster newspaper university giant
 defence defense confederation federation association chamber syndicate guild
 militiaman militiamen
 captor kidnapper hijacker operative paramilitary vigilante bureaucrat magistrate customs navy constabulary gendarmerie squad
 rescuer medic lender fund automaker carmaker chipmaker ombudsman attorney province prefecture municipality retailer utility operator insurer broadcaster newspaper
 summit meeting conference session assembly committee board carrier exporter importer producer manufacturer`)

// Ditransitive reports whether a verb, by its lemma, takes a receiver and a thing.
func Ditransitive(lemma string) bool { return ditransitive[lemma] }

// ditransitive are verbs whose passive keeps what is given and has for its subject who gets it.
var ditransitive = map[string]bool{"give": true, "grant": true, "offer": true, "award": true, "deny": true, "refuse": true, "send": true, "lend": true, "sell": true,
	"promise": true, "hand": true, "pay": true, "show": true, "allow": true, "issue": true, "provide": true, "guarantee": true, "allot": true, "forgive": true}

// Base is a relation without its subtype: "nsubj" of "nsubj:pass".
func Base(rel string) string {
	if k := strings.IndexByte(rel, ':'); k >= 0 {
		return rel[:k]
	}
	return rel
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
