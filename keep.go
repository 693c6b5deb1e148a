package entente

// A Tombstone is what is left of a document that was forgotten.
type Tombstone struct {
	Document string `json:"document"`
	Who      string `json:"who"`
	When     string `json:"when"` // RFC 3339, UTC
	Why      string `json:"why,omitempty"`
}

// Checked is what a check of a store looked at.
type Checked struct {
	Sources, Documents, Rows int
	Bytes                    int64 // of the sources, unpacked
}
