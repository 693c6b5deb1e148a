package entente

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// Hash returns "sha256:" and the hash of the source bytes.
func Hash(raw []byte) string {
	sum := sha256.Sum256(raw)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Version returns the twelve hex digits that name a state of embedded or user data.
func Version(data ...[]byte) string {
	h := sha256.New()
	for _, d := range data {
		h.Write([]byte(strconv.Itoa(len(d)) + ":"))
		h.Write(d)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// ID derives the id of a record from what identifies it: a prefix ("d", "e", "t", "s", "f") and the parts.
// The same parts give the same id on every machine.
func ID(prefix string, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return prefix + ":" + hex.EncodeToString(sum[:])[:16]
}

// RowID derives the id of an event, tie, statement or figure: the document, the place of its span in the source, and an
// ordinal among rows of one prefix at that place. It does not depend on type or rule, so that corrections survive a new
// version of the coder.
func RowID(prefix string, d *Document, span Span, ordinal int) string {
	s := d.ToSource(span)
	return ID(prefix, d.ID, strconv.Itoa(s.Start), strconv.Itoa(s.End), strconv.Itoa(ordinal))
}
