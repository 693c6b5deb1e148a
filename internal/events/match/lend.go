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
