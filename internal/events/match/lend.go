package match

// relational reports whether the sentence speaks of what stands between states, as the anniversary of "the establishment of relations"
// does.
func (s *Sentence) relational() bool {
	for i := range s.Tree.Tokens {
		switch s.Tree.Lemma(i) {
		case "relation", "relations", "tie", "ties", "friendship", "recognition", "partnership", "treaty", "cooperation":
			return true
		}
	}
	return false
}

// speaks reports whether one of some mentions is a pronoun of the first person.
func (s *Sentence) speaks(ms []int) bool {
	for _, m := range ms {
		if x := &s.A.Mentions[m]; x.Via == "pronoun" && s.person(x) == 1 {
			return true
		}
	}
	return false
}
